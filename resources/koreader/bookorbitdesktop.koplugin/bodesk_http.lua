--- HTTP over a socket that never blocks: every wait is a yield to KOReader. Plain http, one connection per request.

local socket = require("socket")
local time = require("ui/time")

local Http = { version = "1.0.0" }

local CONNECT_WITHIN = 2
local SILENT_FOR = 10
local ALL_WITHIN = 60
local SHORTEST, LONGEST_PAUSE = 0.002, 0.05
local LONGEST = 4 * 1024 * 1024

--- Ends the run with a reason in words; what is no such table is a mistake in the plugin.
function Http.stop(why, status)
    error({ why = why, status = status }, 0)
end

--- Host, port of "http://host:port/anything"; nil and a reason for what can't be used.
function Http.parse(address)
    local scheme, rest = tostring(address or ""):match("^(%a+)://(.+)$")
    if not scheme then return nil, "The address of progress sync is incomplete." end
    if scheme:lower() ~= "http" then return nil, "The plugin needs an address that starts with http://" end
    local place = rest:match("^[^/?#]*")
    local host, port = place:match("^%[([%x:.]+)%]:?(%d*)$")
    if not host then
        host, port = place:match("^([^:@%s]+):?(%d*)$")
    end
    if not host then return nil, "The address of progress sync is incomplete." end
    return host, tonumber(port) or 80
end

--- Whether connecting needs no look-up of a name, which would block.
function Http.is_number(host)
    return host:match("^%d+%.%d+%.%d+%.%d+$") ~= nil or host:find(":", 1, true) ~= nil
end

local function wait(state, within, why)
    if time.monotonic() - state.since > time.s(within) then Http.stop(why) end
    if time.monotonic() - state.began > time.s(ALL_WITHIN) then Http.stop(why) end
    -- A computer nearby answers within milliseconds; one that takes longer is asked less often.
    state.pause = math.min((state.pause or SHORTEST / 2) * 2, LONGEST_PAUSE)
    coroutine.yield(state.pause)
end

local function connect(state, host, port)
    local why = "The computer doesn't answer. Is it on, and on the same Wi-Fi?"
    local connection = host:find(":", 1, true) and socket.tcp6() or socket.tcp()
    state.connection = connection
    connection:settimeout(0)
    local done, problem = connection:connect(host, port)
    while not done and problem ~= "already connected" do
        if problem ~= "timeout" and problem ~= "Operation already in progress" then Http.stop(why) end
        wait(state, CONNECT_WITHIN, why)
        local _, ready = socket.select(nil, { connection }, 0)
        if ready and ready[connection] then
            done, problem = connection:connect(host, port)
            if not done and problem ~= "already connected" then Http.stop(why) end
        end
    end
    return connection
end

local function send(state, connection, text)
    local sent = 0
    while sent < #text do
        local last, problem, partly = connection:send(text, sent + 1, math.min(#text, sent + 65536))
        local now = last or partly or sent
        if now > sent then
            sent, state.since = now, time.monotonic()
        end
        if problem == "closed" then return end -- the answer may say why
        if problem and problem ~= "timeout" then Http.stop("The connection broke off.") end
        if sent < #text then wait(state, SILENT_FOR, "The connection broke off.") end
    end
end

local function receive(state, connection)
    local parts, size, length, head_end = {}, 0, nil, nil
    while true do
        local piece, problem, partly = connection:receive(8192)
        piece = piece or partly
        if piece and #piece > 0 then
            parts[#parts + 1], size, state.since = piece, size + #piece, time.monotonic()
            if not head_end then
                local text = table.concat(parts)
                parts = { text }
                head_end = select(2, text:find("\r\n\r\n", 1, true))
                length = head_end and tonumber(text:sub(1, head_end):lower():match("\r\ncontent%-length:%s*(%d+)"))
            end
            if size > LONGEST then Http.stop("The computer sent an answer that can't be read.") end
        end
        if head_end and length and size >= head_end + length then break end
        if problem == "closed" then break end
        if problem and problem ~= "timeout" then Http.stop("The connection broke off.") end
        if not piece or #piece == 0 then
            wait(state, SILENT_FOR, "The computer stopped answering.")
        else
            coroutine.yield(0)
        end
    end
    local text = table.concat(parts)
    local status = tonumber(text:match("^HTTP/1%.%d (%d%d%d)"))
    if not status or not head_end or (length and size < head_end + length) then
        Http.stop("The computer sent an answer that can't be read.")
    end
    return status, text:sub(head_end + 1)
end

--- Status and body of a request; runs in a coroutine, and ends it with a reason if there is no answer.
-- `on_open` is told the connection, to close it when the device goes to sleep.
function Http.request(server, method, path, headers, body, on_open)
    local state = { since = time.monotonic(), began = time.monotonic() }
    local done, status, answer = pcall(function()
        local connection = connect(state, server.address, server.port)
        on_open(connection)
        state.since = time.monotonic()
        local host = server.host:find(":", 1, true) and "[" .. server.host .. "]" or server.host
        local lines = { method .. " " .. path .. " HTTP/1.1", "Host: " .. host .. ":" .. server.port }
        for name, value in pairs(headers) do lines[#lines + 1] = name .. ": " .. value end
        lines[#lines + 1] = "Connection: close"
        lines[#lines + 1] = "Content-Length: " .. (body and #body or 0)
        send(state, connection, table.concat(lines, "\r\n") .. "\r\n\r\n" .. (body or ""))
        return receive(state, connection)
    end)
    if state.connection then pcall(state.connection.close, state.connection) end
    on_open(nil)
    if not done then error(status, 0) end
    return status, answer
end

return Http
