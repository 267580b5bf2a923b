--- One run: is it the right server, then page views, then the books that wait. It runs as a coroutine in small steps.
--
-- What is waiting is on the disk before a run begins, and leaves it when the server has acknowledged it: a run may end
-- anywhere.

local Capture = require("bodesk_capture")
local Http = require("bodesk_http")
local Json = require("bodesk_json")
local Statistics = require("bodesk_statistics")
local Store = require("bodesk_store")
local UIManager = require("ui/uimanager")
local lfs = require("libs/libkoreader-lfs")
local logger = require("logger")

local Sync = { version = "1.0.0", failures = 0, faults = 0, is_off = false, reason = nil, ui = nil, known_list = nil }

local BASE = "/plugin/v1"
local RETRY_AFTER = { 60, 300, 1800 }
local MOST_FAULTS = 3
local PIECE = 200
local ROOM = 4096
local JUST = 300
local WRONG_LOGIN = "Wrong user name or passphrase. Log in again under Progress sync."

function Sync:open()
    self.store = self.store or Store.open()
end

--- Whether a run is under way.
function Sync:is_busy()
    return self.routine ~= nil
end

--- Begin a run. `by_hand`: a person asked for it, and all of the history is looked at.
function Sync:start(by_hand, on_end)
    if self.is_off or self.routine or (not by_hand and self.failures >= #RETRY_AFTER) then return false end
    UIManager:unschedule(self.retry)
    self.on_end = on_end
    self.routine = coroutine.create(function() self:run(by_hand) end)
    UIManager:scheduleIn(0, self.step)
    return true
end

--- Stop at once, as before sleep. What was not acknowledged waits.
function Sync:abort()
    UIManager:unschedule(self.step)
    UIManager:unschedule(self.retry)
    if self.connection then pcall(self.connection.close, self.connection) end
    self.connection, self.routine = nil, nil
end

function Sync.step()
    local self = Sync
    if not self.routine then return end
    local done, result = coroutine.resume(self.routine)
    if done and coroutine.status(self.routine) == "suspended" then
        UIManager:scheduleIn(type(result) == "number" and result or 0, self.step)
        return
    end
    self.routine = nil
    if done then
        self.failures, self.reason = 0, nil
        self.confirmed = self.server.is_known and { at = os.time(), name = self.server.name, key = self.server.key } or nil
    elseif type(result) == "table" then
        self:fail(result)
    else
        self:fault(result)
    end
    if self.on_end then pcall(self.on_end, done) end
end

function Sync.retry()
    Sync:start(false)
end

--- Whether the server has said within the last minutes, to the login of now, that it has everything.
function Sync:is_up_to_date()
    local told, login = self.confirmed, self:login()
    return told ~= nil and login ~= nil and os.time() - told.at < JUST and told.name == login.name and told.key == login.key
end

function Sync:fail(stopped)
    self.reason, self.confirmed = stopped.why, nil
    self.failures = stopped.status == 401 and #RETRY_AFTER or self.failures + 1
    local pause = RETRY_AFTER[self.failures]
    if pause and stopped.status ~= 401 then UIManager:scheduleIn(pause, self.retry) end
end

--- A mistake of ours: said, and after three of them nothing is tried until KOReader starts again.
function Sync:fault(problem)
    logger.warn("bookorbitdesktop:", problem)
    self.faults = self.faults + 1
    self.reason, self.confirmed = "an unexpected error", nil
    if self.faults >= MOST_FAULTS then
        self.is_off, self.reason = true, "Switched off until KOReader restarts, after three errors."
        self:abort()
    end
end

local function rest() coroutine.yield(0) end

-- The server ----------------------------------------------------------------------------------------------------------

local function login_from(settings)
    if type(settings) ~= "table" then return nil end
    local name, key = settings.username, settings.userkey
    if type(name) ~= "string" or type(key) ~= "string" or name == "" or key == "" then return nil end
    return { name = name, key = key, address = type(settings.custom_server) == "string" and settings.custom_server or "" }
end

--- Name, key and address of progress sync, copied: those of the running plugin, of its file, or of older releases.
function Sync:login()
    local live = self.ui and self.ui.kosync
    local found = login_from(live and live.settings)
    local file = self.store.folder .. "/kosync.lua"
    if not found and lfs.attributes(file, "mode") == "file" then
        found = login_from(require("luasettings"):open(file):readSetting("settings"))
    end
    found = found or login_from(G_reader_settings:readSetting("kosync"))
    local own = self.store:get("address", "")
    if found and own ~= "" then found.address = own end
    return found
end

--- The address in numbers. A name is looked up only when a person asked, as that blocks.
function Sync:numbers_of(host, by_hand)
    if Http.is_number(host) then return host end
    local known = self.store:get("found", {})
    if by_hand or not known[host] then
        local number = by_hand and require("socket").dns.toip(host)
        if number then
            known[host] = number
            self.store:set("found", known)
        end
    end
    return known[host] or Http.stop("The computer doesn't answer. Is it on, and on the same Wi-Fi?")
end

function Sync:ask(method, path, body, is_open)
    local headers = { Accept = "application/json", ["User-Agent"] = "bookorbitdesktop.koplugin/" .. Sync.version }
    if not is_open then
        headers["x-auth-user"], headers["x-auth-key"] = self.server.name, self.server.key
    end
    local text = body and Json.encode(body)
    if text then headers["Content-Type"] = "application/json" end
    return Http.request(self.server, method, BASE .. path, headers, text, function(connection)
        self.connection = connection
    end)
end

--- The answer of a call as a table, or nil and the status for 400 and 413, which are about one piece only.
function Sync:call(path, body)
    body.client = self:client()
    local status, text = self:ask("POST", path, body)
    local answer = Json.object(text)
    if status == 200 then
        self.server.is_known = true
        return answer
    end
    if status == 401 then Http.stop(WRONG_LOGIN, 401) end
    if status == 400 or status == 413 then return nil, status, answer.error end
    if status == 404 then Http.stop("There is no BookOrbit Desktop at this address.", 404) end
    Http.stop("The computer can't store it now. The plugin tries again later.", status)
end

--- Whether the login still counts: a run with nothing to send would not notice that it was revoked.
function Sync:check_login()
    if not self.features.login then return end
    local status = self:ask("GET", "/login")
    if status == 401 then Http.stop(WRONG_LOGIN, 401) end
    if status ~= 200 then Http.stop("The computer can't store it now. The plugin tries again later.", status) end
    self.server.is_known = true
end

function Sync:client()
    local has_version, version = pcall(require, "version")
    local device = require("device")
    local now = os.time()
    local apart = os.time(os.date("*t", now)) - os.time(os.date("!*t", now))
    if os.date("*t", now).isdst then apart = apart + 3600 end
    return {
        plugin = Sync.version,
        koreader = has_version and version:getCurrentRevision() or "",
        model = type(device.model) == "string" and device.model or "",
        id = self.store:get("id"),
        device_id = G_reader_settings:readSetting("device_id"),
        time = now,
        utc_offset = apart,
    }
end

--- Whether it is the library that was used before. Name and key go to no other.
function Sync:greet(by_hand)
    local login = self:login()
    if not login then Http.stop("Set up progress sync first: open a book, then Tools ▸ Progress sync.", 401) end
    local host, port = Http.parse(login.address)
    if not host then Http.stop(port, 401) end
    self.server = { host = host, port = port, address = self:numbers_of(host, by_hand), name = login.name, key = login.key }
    local status, text = self:ask("GET", "/hello", nil, true)
    local hello = Json.object(text)
    if status ~= 200 or hello.server ~= "BookOrbit Desktop" or type(hello.instance) ~= "string" then
        Http.stop("There is no BookOrbit Desktop at this address.", 404)
    end
    local known = self.store:get("instance")
    if known and known ~= hello.instance then
        self.other = hello.instance
        Http.stop("Another library of BookOrbit Desktop answers here. Tap “Sync now” to use it.", 401)
    end
    self.instance = hello.instance
    self.features = {}
    for _, feature in ipairs(type(hello.features) == "table" and hello.features or {}) do self.features[feature] = true end
    self.limits = { body = 200000, books = 1, annotations = 500, page_views = 1000 }
    for name in pairs(self.limits) do
        local limit = type(hello.limits) == "table" and tonumber(hello.limits[name])
        if limit and limit > 0 then self.limits[name] = limit end
    end
end

--- Use another library from now on: it knows nothing yet.
function Sync:accept_other()
    self.store:forget()
    self.store:set("instance", self.other)
    self.other, self.failures = nil, 0
end

-- Page views ------------------------------------------------------------------------------------------------------------

local function name_of(book)
    return book.digest ~= "" and book.digest or tostring(book.title)
end

local function books_of(rows)
    local books, known = {}, {}
    for _, row in ipairs(rows) do
        local digest = row[1]:match("^%x+$") and #row[1] == 32 and row[1]:lower() or ""
        if (digest ~= "" or row[2] ~= "") and row[5] and row[6] and row[7] then
            -- Without a digest it is told apart by title and author.
            local key = digest ~= "" and digest or row[2] .. "\0" .. row[3]
            local book = known[key]
            if not book then
                book = { digest = digest, title = row[2], authors = row[3], pages = row[4], views = {} }
                known[key] = book
                books[#books + 1] = book
            end
            book.views[#book.views + 1] = { row[5], row[6], row[7], row[8] or 0 }
        end
    end
    return books
end

--- Name the books whose views were refused: some of an answer, or all where there is none.
function Sync:note_refused_views(books, answer, why)
    local refused = {}
    for _, told in ipairs(answer and type(answer.refused) == "table" and answer.refused or {}) do
        if type(told) == "table" and type(told.digest) == "string" then refused[name_of(told)] = told.why end
    end
    for _, book in ipairs(books) do
        local reason = refused[name_of(book)]
        if not answer then reason = why end
        self:note_left_out("views " .. name_of(book), book.title, type(reason) == "string" and reason or nil)
    end
end

--- Send views batch by batch; `look(start, limit)` finds them. Returns the start of the last one.
function Sync:send_views(look, start, sent)
    local limit = math.min(self.limits.page_views, 1000)
    while true do
        local rows = look(start, limit)
        local books = books_of(rows)
        if #books > 0 then
            local answer, status, why = self:call("/page-views", { books = books })
            if status == 413 and limit > 1 then
                limit = math.floor(limit / 2)
                rows = nil
            else
                sent.views = sent.views + (answer and tonumber(answer.new) or 0)
                self:note_refused_views(books, answer, why)
            end
        end
        if rows then
            if #rows == 0 then return start end
            local last = rows[#rows][6] or start
            if #rows < limit then return last end
            -- Views of one second may lie on both sides of a batch; twice is once for the server.
            start = last > start and last or start + 1
        end
        rest()
    end
end

--- `by_hand`: older views are looked for too. That takes a look at the whole table, which no closing of a book should.
function Sync:all_views(by_hand, sent)
    if not self.features["page-views"] then return end
    local reader = self.ui and self.ui.statistics
    if reader and self.ui.document and reader.insertDB then pcall(reader.insertDB, reader) end
    local known = self.store:get("views", { cursor = 0 })
    if by_hand and known.sums then
        for number, sum in pairs(Statistics.sums(known.summed_to)) do
            -- Older ones came or grew, as after a sync between devices.
            if known.sums[number] ~= sum then
                self:send_views(function(start, limit) return Statistics.of_book(number, start, limit) end, 0, sent)
            end
        end
    end
    local now = os.time()
    local begin = math.max(0, math.min(known.cursor, now) - Statistics.OVERLAP)
    local last = self:send_views(Statistics.since, begin, sent)
    -- A view from a wrong clock in the future must not hide those that follow.
    local cursor = math.min(math.max(last, known.cursor), now)
    local told = { cursor = cursor, sums = known.sums, summed_to = known.summed_to }
    if by_hand then told.sums, told.summed_to = Statistics.sums(cursor), cursor end
    self.store:set("views", told)
end

-- Books -----------------------------------------------------------------------------------------------------------------

--- The settings of a book, and the reader's ui if it is open; nil for one that has no sidecar.
function Sync:settings_of(file)
    local ui = self.ui
    if ui and ui.document and ui.document.file == file then return ui.doc_settings, ui end
    local DocSettings = require("docsettings")
    local sidecar = DocSettings:findSidecarFile(file)
    return sidecar and DocSettings.openSettingsFile(sidecar) or nil
end

--- See whether the list of the open book is the one that the server knows: what leaves it from now on is deleted.
function Sync:look_at_list(ui)
    local digest = ui.doc_settings:readSetting("partial_md5_checksum")
    local list = ui.annotation and ui.annotation.annotations
    if type(digest) == "string" and type(list) == "table" and Capture.has_known(list, self.store:base(digest:lower())) then
        self.known_list = ui.document.file
    end
end

--- Note that the open book is to be looked at; on the disk before this returns.
function Sync:note(ui)
    local file = ui.document.file
    self.store:enqueue(file, self.known_list == file)
end

local function stamp_of(file)
    local sidecar = require("docsettings"):findSidecarFile(file)
    local about = sidecar and lfs.attributes(sidecar)
    return about and string.format("%d %d", about.modification, about.size) or nil
end

--- Add the books of the history whose sidecars have changed since they were sent.
function Sync:look_at_history()
    local done, history = pcall(require, "readhistory")
    for index, entry in ipairs(done and history.hist or {}) do
        local file = type(entry.file) == "string" and entry.file or nil
        local stamp = file and stamp_of(file)
        if stamp and self.store.seen[file] ~= stamp then self.store.queue[file] = self.store.queue[file] or true end
        if index % 5 == 0 then rest() end
    end
    self.store:write("queue", self.store.queue)
end

--- As many of a list from `first` on as fit into `room` bytes and `most` items.
local function fitting(list, first, most, room)
    local items, size, last = {}, 0, first - 1
    for index = first, math.min(#list, first + most - 1) do
        size = size + #Json.encode(list[index].item) + 1
        if size > room and #items > 0 then break end
        items[#items + 1], last = list[index].item, index
    end
    return items, last
end

--- The parts of a book that are sent, by what is new; the first piece has all but most of the highlights.
local function head_of(book, news)
    local head = {}
    for _, name in ipairs({
        "digest", "digest_now", "file", "title", "authors", "series", "series_index", "language", "identifiers", "pages",
        "percentage", "last_opened",
    }) do head[name] = book[name] end
    if news.summary then head.summary = book.summary end
    if news.collections then head.collections = book.collections end
    return head
end

--- The stamp of the sidecar, or that the book is open: its sidecar is behind then.
function Sync:stamp_of(file)
    local ui = self.ui
    return ui and ui.document and ui.document.file == file and "open" or stamp_of(file)
end

--- A book of the queue with what is new of it: { file, stamp, book, base, news }. No book where there is none to tell.
-- `bases` are those of books that are in hand: two copies of one book share theirs.
function Sync:look_at(file, bases)
    local item = { file = file, stamp = self:stamp_of(file) }
    local settings, live = self:settings_of(file)
    if not settings then return item end
    local why
    item.book, why = Capture.book(settings, file, live)
    if why then self:note_left_out(file, file:match("[^/]+$"), why) end
    if item.book then
        item.base = bases[item.book.digest] or self.store:base(item.book.digest)
        bases[item.book.digest] = item.base
        item.news = Capture.difference(item.book, item.base, self.store:is_same_list(file), rest)
        item.live = live
    end
    return item
end

--- Name what the server doesn't get, until it gets it; `why` is nil for what it got.
function Sync:note_left_out(key, title, why)
    local left_out = self.store:get("left_out", {})
    if not why and not left_out[key] then return end
    left_out[key] = why and { title = title, why = why } or nil
    self.store:set("left_out", next(left_out) and left_out or nil)
end

--- The next piece of a book: all but most of the highlights is in the first.
function Sync:piece_of(item, at, size)
    local room = math.max(ROOM, self.limits.body - 8 * ROOM) / 2
    local piece = head_of(item.book, at.is_first and item.news or {})
    local marks, last_mark = fitting(item.news.marks, at.mark, size, room)
    local gone, last_gone = fitting(item.news.removed, at.gone, size, room)
    if #marks > 0 then piece.annotations = marks end
    if #gone > 0 then piece.removed = gone end
    return piece, { mark = last_mark + 1, gone = last_gone + 1 }
end

--- The answer for each of some pieces, or nil and the status.
function Sync:send_pieces(pieces)
    local answer, status, why = self:call("/books", { books = pieces })
    if not answer then return nil, status, why end
    for index in ipairs(pieces) do
        local told = type(answer.books) == "table" and answer.books[index]
        if type(told) ~= "table" or type(told.state) ~= "string" then
            Http.stop("The computer sent an answer that can't be read.")
        end
    end
    return answer.books
end

--- Make a piece that was answered the base. What was refused counts as told too: it isn't sent again until it changes.
function Sync:acknowledge(item, at, after, told, sent)
    local base, news = item.base, item.news
    if told.state == "refused" then
        item.why = type(told.why) == "string" and told.why or "?"
    else
        sent.marks = sent.marks + after.mark - at.mark
    end
    for index = at.mark, after.mark - 1 do
        local mark = news.marks[index]
        base.marks[mark.place] = { print = mark.print, stub = mark.stub }
    end
    for index = at.gone, after.gone - 1 do base.marks[news.removed[index].place] = nil end
    if at.is_first then
        for name, value in pairs(news.told) do base[name] = value end
        for _, place in ipairs(news.forgotten) do base.marks[place] = nil end
    end
end

--- A book by itself, in as many pieces as it takes.
function Sync:send_alone(item, sent)
    local at, size = { mark = 1, gone = 1, is_first = true }, math.min(PIECE, self.limits.annotations)
    local done, problem = pcall(function()
        while at.is_first or at.mark <= #item.news.marks or at.gone <= #item.news.removed do
            local piece, after = self:piece_of(item, at, size)
            local told, status, why = self:send_pieces({ piece })
            if status == 413 and size > 1 then
                size = math.floor(size / 2)
            else
                self:acknowledge(item, at, after, told and told[1] or { state = "refused", why = why }, sent)
                at = after
            end
            rest()
        end
    end)
    -- Also of what was not all sent: those pieces need not go again.
    self.store:put_base(item.book.digest, item.base)
    if not done then error(problem, 0) end
end

--- Send the news of some books in one call; half of them where they are too many together.
function Sync:send_books(items, sent)
    local pieces, told = {}, nil
    if #items > 1 then
        for index, item in ipairs(items) do pieces[index] = item.piece end
        told = self:send_pieces(pieces)
        if not told then
            local half = math.floor(#items / 2)
            self:send_books({ unpack(items, 1, half) }, sent)
            return self:send_books({ unpack(items, half + 1) }, sent)
        end
    end
    for index, item in ipairs(items) do
        if told then
            self:acknowledge(item, { mark = 1, gone = 1, is_first = true }, item.after, told[index], sent)
            self.store:put_base(item.book.digest, item.base)
        else
            self:send_alone(item, sent)
        end
        if item.live then self:look_at_list(item.live) end
        if not item.why then sent.books = sent.books + 1 end
        self:note_left_out(item.file, item.book.title, item.why)
    end
    self:settle(items)
end

--- Take books out of the queue, but for those that changed while they were sent.
function Sync:settle(items)
    local settled = {}
    for _, item in ipairs(items) do
        if item.book and item.stamp ~= "open" then self:bring_in(item.book) end
        if item.stamp == self:stamp_of(item.file) then
            if item.stamp ~= "open" then self.store.seen[item.file] = item.stamp end
            settled[#settled + 1] = item.file
        end
    end
    self.store:dequeue(settled)
end

--- Room that a book takes in a call: marks and bytes; more than all there is for one that goes by itself.
function Sync:measure(item)
    item.piece, item.after = self:piece_of(item, { mark = 1, gone = 1, is_first = true }, PIECE)
    local news = item.news
    local is_whole = item.after.mark > #news.marks and item.after.gone > #news.removed
    return is_whole and #news.marks + #news.removed or math.huge, #Json.encode(item.piece) + 1
end

function Sync:all_books(sent)
    local files, told, nothing_new = {}, {}, {}
    for file in pairs(self.store.queue) do files[#files + 1] = file end
    table.sort(files)
    local marks, bytes, bases = 0, 0, setmetatable({}, { __mode = "v" })
    local most_marks, most_bytes = math.min(PIECE, self.limits.annotations), self.limits.body - 2 * ROOM
    for _, file in ipairs(files) do
        local item = self:look_at(file, bases)
        if item.book and not Capture.is_empty(item.news) then
            local more_marks, more_bytes = self:measure(item)
            marks, bytes = marks + more_marks, bytes + more_bytes
            if #told > 0 and (#told == self.limits.books or marks > most_marks or bytes > most_bytes) then
                self:send_books(told, sent)
                told, marks, bytes = {}, more_marks, more_bytes
            end
            told[#told + 1] = item
        else
            nothing_new[#nothing_new + 1] = item
        end
        rest()
    end
    if #told > 0 then self:send_books(told, sent) end
    self:settle(nothing_new)
end

-- Highlights of other devices ------------------------------------------------------------------------------------------

--- Where KOReader looks for highlights to take in when it opens the book; nil if something is there already.
local function place_for(file)
    local sidecar = require("docsettings"):findSidecarFile(file)
    if not sidecar then return nil end
    local folder = G_reader_settings:readSetting("annotations_export_folder")
    if type(folder) ~= "string" or folder == "" then folder = sidecar:match("^(.*)/[^/]*$") end
    local path = folder .. "/" .. file:match("[^/]+$") .. ".annotations.lua"
    return lfs.attributes(path, "mode") == nil and lfs.attributes(folder, "mode") == "directory" and path or nil
end

function Sync:bring_in(book)
    if not self.store:get("bring_in", false) or not self.features.annotations then return end
    local path = place_for(book.file)
    if not path then return end
    local status, text = self:ask("GET", "/annotations/" .. book.digest .. "?device=" .. self.store:get("id"))
    local items = status == 200 and Json.object(text).annotations
    if type(items) ~= "table" or #items == 0 then return end
    -- Never what came over the network itself: KOReader carries out what is in such a file.
    local told = {}
    for index, item in ipairs(items) do told[index] = type(item) == "table" and Capture.annotation(item) or nil end
    Store.replace(path, Store.as_lua({ device_id = "bookorbit-desktop", datetime = "", annotations = told }))
end

-- The run ---------------------------------------------------------------------------------------------------------------

function Sync:run(by_hand)
    local sent = { books = 0, marks = 0, views = 0 }
    self.sent = sent
    self:greet(by_hand)
    self:check_login()
    if by_hand then self:look_at_history() end
    self:all_views(by_hand, sent)
    self.store:set("instance", self.instance)
    self:all_books(sent)
    if sent.books + sent.marks + sent.views > 0 then
        sent.at = os.time()
        self.store:set("last", sent)
    end
end

return Sync
