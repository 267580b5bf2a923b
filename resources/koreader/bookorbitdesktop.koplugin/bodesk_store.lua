--- What the plugin remembers: its settings, the books to look at, and of each book what the server has acknowledged.
--
-- Everything is in KOReader's settings folder, in files whose names begin with "bodesk".

local DataStorage = require("datastorage")
local Json = require("bodesk_json")
local LuaSettings = require("luasettings")
local ffiutil = require("ffi/util")
local lfs = require("libs/libkoreader-lfs")

local SAME_LIST = "same list"

local Store = { version = "1.0.0" }
Store.__index = Store

--- A random text of 32 hexadecimal digits: KOReader's own device id is copied along with its folder.
local function new_id()
    local source = io.open("/dev/urandom", "rb")
    if source then
        local bytes = source:read(16)
        source:close()
        if bytes and #bytes == 16 then
            return (bytes:gsub(".", function(byte) return string.format("%02x", byte:byte()) end))
        end
    end
    return (require("random").uuid():gsub("-", ""):lower())
end

function Store.open()
    local self = setmetatable({}, Store)
    self.folder = DataStorage:getSettingsDir()
    self.settings = LuaSettings:open(self.folder .. "/bodesk.lua")
    if not self.settings:readSetting("id") then
        self.settings:saveSetting("id", new_id())
        self.settings:flush()
    end
    self.queue = Json.object(self:read("queue"))
    self.seen = Json.object(self:read("seen"))
    return self
end

function Store:path(name)
    return self.folder .. "/bodesk_" .. name .. ".json"
end

function Store:read(name)
    local file = io.open(self:path(name), "rb")
    if not file then return nil end
    local text = file:read("*a")
    file:close()
    return text
end

--- Replace a file whole: a flat battery leaves the old one or the new one.
function Store.replace(path, text)
    local part = path .. ".tmp"
    local file = io.open(part, "wb")
    if not file then return false end
    local written = file:write(text)
    file:flush()
    if ffiutil.fsyncOpenedFile then pcall(ffiutil.fsyncOpenedFile, file) end
    file:close()
    if written and os.rename(part, path) then return true end
    os.remove(part)
    return false
end

local function literal(value)
    if type(value) == "string" then return (string.format("%q", value):gsub("\r", "\\r")) end
    if type(value) ~= "table" then return tostring(value) end
    local parts = {}
    for key, part in pairs(value) do parts[#parts + 1] = "[" .. literal(key) .. "] = " .. literal(part) end
    return "{" .. table.concat(parts, ", ") .. "}"
end

--- A Lua file that returns a table of texts, numbers, booleans and tables.
function Store.as_lua(value)
    return "return " .. literal(value) .. "\n"
end

function Store:write(name, value)
    return Store.replace(self:path(name), Json.encode(value))
end

function Store:get(key, default)
    local value = self.settings:readSetting(key)
    if value == nil then return default end
    return value
end

function Store:set(key, value)
    if value == nil then
        self.settings:delSetting(key)
    else
        self.settings:saveSetting(key, value)
    end
    self.settings:flush()
end

--- Note that a book is to be looked at; on the disk before this returns. `is_same_list`: its highlights were known while
-- it was open, so that what is missing was deleted.
function Store:enqueue(file, is_same_list)
    local reason = is_same_list and SAME_LIST or true
    if file and self.queue[file] ~= SAME_LIST and self.queue[file] ~= reason then
        self.queue[file] = reason
        self:write("queue", self.queue)
    end
end

function Store:is_same_list(file)
    return self.queue[file] == SAME_LIST
end

--- Take books out of the queue that were looked at; `seen` says how they were then.
function Store:dequeue(files)
    if #files == 0 then return end
    for _, file in ipairs(files) do self.queue[file] = nil end
    self:write("queue", self.queue)
    self:write("seen", self.seen)
end

function Store:waiting()
    local count = 0
    for _ in pairs(self.queue) do count = count + 1 end
    return count
end

--- What the server has acknowledged of a book: { summary, collections, about, marks = { place -> { print, stub } } }.
function Store:base(digest)
    local base = Json.object(self:read(digest))
    if type(base.marks) ~= "table" then base.marks = {} end
    return base
end

function Store:put_base(digest, base)
    return self:write(digest, base)
end

--- Forget what was acknowledged: another server knows nothing of it.
function Store:forget()
    for name in lfs.dir(self.folder) do
        if name:match("^bodesk_%x+%.json$") and #name == 44 then os.remove(self.folder .. "/" .. name) end
    end
    self.seen = {}
    self:write("seen", self.seen)
    for _, name in ipairs({ "views", "last", "left_out" }) do self:set(name, nil) end
end

return Store
