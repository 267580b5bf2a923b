--- As much of KOReader as the plugin uses: real files, real SQLite, real sockets, and a clock that is turned by hand.
--
-- luajit koreader.lua SCENARIO; the folder of the device is in DEVICE, that of the plugin in PLUGIN.

local ffi = require("ffi")
local dkjson = require("dkjson")
local lfs = require("lfs")
local socket = require("socket")

local DEVICE, PLUGIN = os.getenv("DEVICE"), os.getenv("PLUGIN")
local H = { shown = {}, notified = {}, asked = {}, warnings = {}, now = 0, connected = true, revision = "v2026.03" }
local preload = package.preload
package.path = PLUGIN .. "/?.lua;" .. package.path

local function class(base)
    base = base or {}
    base.extend = function(self, sub)
        return setmetatable(sub, { __index = self })
    end
    base.new = function(self, made)
        made = setmetatable(made or {}, { __index = self })
        if made.init then made:init() end
        return made
    end
    return base
end

preload["ui/widget/container/widgetcontainer"] = function() return class() end
preload["ui/event"] = function()
    return { new = function(_, name, ...) return { handler = "on" .. name, args = { ... } } end }
end

-- The loop ------------------------------------------------------------------------------------------------------------

local tasks, order = {}, 0
local UIManager = {}

function UIManager.scheduleIn(_, seconds, action)
    assert(type(seconds) == "number" and type(action) == "function")
    order = order + 1
    tasks[#tasks + 1] = { at = H.now + seconds, order = order, action = action }
end

function UIManager.nextTick(_, action) UIManager:scheduleIn(0, action) end

function UIManager.unschedule(_, action)
    for index = #tasks, 1, -1 do
        if tasks[index].action == action then table.remove(tasks, index) end
    end
end

function UIManager.show(_, widget) H.shown[#H.shown + 1] = widget end

function UIManager.close() end

preload["ui/uimanager"] = function() return UIManager end

local function is_busy()
    local sync = package.loaded["bodesk_sync"]
    return type(sync) == "table" and sync:is_busy()
end

--- Let KOReader run until nothing is due within so many seconds and no run of the plugin is under way; or, if that is
-- `exact`, for so many seconds.
function H.run(seconds, exact)
    local until_then = H.now + (seconds or 30)
    while true do
        table.sort(tasks, function(a, b) return a.at < b.at or (a.at == b.at and a.order < b.order) end)
        local task = tasks[1]
        if not task or (task.at > until_then and (exact or not is_busy())) then break end
        table.remove(tasks, 1)
        if task.at > H.now then
            H.now = task.at
            socket.sleep(0.001)
        end
        H.steps = (H.steps or 0) + 1
        task.action()
    end
end

function H.pending() return #tasks end

preload["ui/time"] = function()
    return {
        monotonic = function() return H.by_hand and H.now or socket.gettime() end,
        s = function(seconds) return seconds end,
    }
end

-- What KOReader stores ------------------------------------------------------------------------------------------------

local function dump(value, indent)
    if type(value) == "table" then
        local parts = {}
        for key, inner in pairs(value) do
            local name = type(key) == "number" and "[" .. key .. "]" or string.format("[%q]", key)
            parts[#parts + 1] = indent .. "    " .. name .. " = " .. dump(inner, indent .. "    ")
        end
        return "{\n" .. table.concat(parts, ",\n") .. "\n" .. indent .. "}"
    end
    return type(value) == "string" and string.format("%q", value) or tostring(value)
end

local LuaSettings = {}
LuaSettings.__index = LuaSettings

function LuaSettings.open(_, path)
    local chunk = loadfile(path)
    return setmetatable({ path = path, data = chunk and chunk() or {} }, LuaSettings)
end

function LuaSettings:readSetting(key, default)
    if self.data[key] == nil then return default end
    return self.data[key]
end

function LuaSettings:saveSetting(key, value) self.data[key] = value end

function LuaSettings:delSetting(key) self.data[key] = nil end

function LuaSettings:isTrue(key) return self.data[key] == true end

function LuaSettings:flush()
    local file = assert(io.open(self.path, "w"))
    file:write("return " .. dump(self.data, "") .. "\n")
    file:close()
end

preload["luasettings"] = function() return LuaSettings end
preload["datastorage"] = function()
    return { getSettingsDir = function() return DEVICE .. "/settings" end, getDataDir = function() return DEVICE end }
end

local function sidecar_of(file)
    local folder, ending = file:match("^(.*)%.([^./]+)$")
    return folder .. ".sdr/metadata." .. ending .. ".lua"
end

local DocSettings = {}

function DocSettings.findSidecarFile(_, file)
    local path = sidecar_of(file)
    return lfs.attributes(path, "mode") == "file" and path or nil
end

function DocSettings.openSettingsFile(path) return LuaSettings:open(path) end

preload["docsettings"] = function() return DocSettings end

H.settings = LuaSettings:open(DEVICE .. "/settings.reader.lua")
rawset(_G, "G_reader_settings", H.settings)
rawset(_G, "G_defaults", {})

H.history = { hist = {} }
H.collections = { coll = { favorites = {} } }
preload["readhistory"] = function() return H.history end
preload["readcollection"] = function() return H.collections end
preload["ui/widget/booklist"] = function() return H.is_old and error("no such module") or {} end

-- The device ------------------------------------------------------------------------------------------------------------

preload["device"] = function() return { model = "Kobo_nova" } end
preload["version"] = function() return { getCurrentRevision = function() return H.revision end } end
preload["ui/network/manager"] = function()
    return {
        isConnected = function() return H.connected end,
        isOnline = function() error("this blocks") end,
        willRerunWhenConnected = function(_, action)
            if H.connected then return false end
            H.when_connected = action
            return true
        end,
    }
end
preload["dispatcher"] = function()
    return { registerAction = function(_, id, action) H.action = { id, action.event } end }
end
preload["logger"] = function()
    local function note(...)
        local words = {}
        for _, word in ipairs({ ... }) do words[#words + 1] = tostring(word) end
        H.warnings[#H.warnings + 1] = table.concat(words, " ")
    end
    return { dbg = function() end, info = function() end, warn = note, err = function(...) error(table.concat({ ... }, " ")) end }
end
preload["gettext"] = function() return setmetatable({}, { __call = function(_, text) return text end }) end
preload["ffi/util"] = function()
    return {
        template = function(text, ...)
            local values = { ... }
            return (text:gsub("%%(%d)", function(index) return tostring(values[tonumber(index)]) end))
        end,
        realpath = function(path) return path end,
        fsyncOpenedFile = function() end,
    }
end
preload["ffi/sha2"] = function()
    -- Any fingerprint does: nobody else sees it.
    return {
        md5 = function(text)
            local one, two = 5381, 52711
            for index = 1, #text do
                local byte = text:byte(index)
                one, two = (one * 33 + byte) % 4294967296, (two * 31 + byte) % 4294967296
            end
            return string.format("%08x%08x%08x%08x", one, two, #text % 4294967296, (one + two) % 4294967296)
        end,
    }
end
preload["util"] = function()
    return {
        fixUtf8 = function(text) return (text:gsub("[\192-\193\245-\255]", "?")) end,
        partialMD5 = function(path) return H.digest_of and H.digest_of(path) or nil end,
    }
end
preload["libs/libkoreader-lfs"] = function() return lfs end
preload["random"] = function() return { uuid = function() return "00000000-0000-4000-8000-000000000000" end } end
preload["rapidjson"] = function()
    if H.has_no_rapidjson then error("no such module") end
    local null = newproxy()
    return {
        encode = function(value) return assert(dkjson.encode(value)) end,
        decode = function(text)
            local value, _, problem = dkjson.decode(text, 1, null)
            return value, problem
        end,
    }
end
preload["json"] = function()
    return {
        encode = dkjson.encode,
        decode = function(text)
            local value, _, problem = dkjson.decode(text, 1, function() end)
            return problem and error(problem) or value
        end,
    }
end

local function widget()
    return { new = function(_, made) return made end }
end
preload["ui/widget/infomessage"] = widget
preload["ui/widget/confirmbox"] = widget
preload["ui/widget/inputdialog"] = function()
    return {
        new = function(_, made)
            made.getInputText = function() return made.typed or made.input end
            made.onShowKeyboard = function() end
            return made
        end,
    }
end
preload["ui/widget/notification"] = function()
    return {
        SOURCE_ALWAYS_SHOW = 1,
        notify = function(_, text, source)
            assert(source == 1)
            H.notified[#H.notified + 1] = text
        end,
    }
end

-- SQLite, as KOReader's own binding gives it: columns first, integers as 64-bit cdata, errors thrown --------------------

ffi.cdef([[
typedef struct sqlite3 sqlite3; typedef struct sqlite3_stmt sqlite3_stmt;
int sqlite3_open_v2(const char *, sqlite3 **, int, const char *); int sqlite3_close(sqlite3 *);
int sqlite3_prepare_v2(sqlite3 *, const char *, int, sqlite3_stmt **, const char **);
int sqlite3_step(sqlite3_stmt *); int sqlite3_finalize(sqlite3_stmt *); int sqlite3_column_count(sqlite3_stmt *);
int sqlite3_column_type(sqlite3_stmt *, int); int64_t sqlite3_column_int64(sqlite3_stmt *, int);
const char *sqlite3_column_text(sqlite3_stmt *, int); int sqlite3_column_bytes(sqlite3_stmt *, int);
const char *sqlite3_errmsg(sqlite3 *); int sqlite3_busy_timeout(sqlite3 *, int);
]])
preload["lua-ljsqlite3/init"] = function()
    local sqlite = ffi.load("libsqlite3.so.0")
    local Connection = {}
    Connection.__index = Connection

    function Connection:set_busy_timeout(ms) sqlite.sqlite3_busy_timeout(self.handle, ms) end

    function Connection:close() sqlite.sqlite3_close(self.handle) end

    function Connection:exec(sql)
        local made = ffi.new("sqlite3_stmt *[1]")
        if sqlite.sqlite3_prepare_v2(self.handle, sql, -1, made, nil) ~= 0 then
            error(ffi.string(sqlite.sqlite3_errmsg(self.handle)))
        end
        local statement, columns, count = made[0], {}, 0
        while sqlite.sqlite3_step(statement) == 100 do
            count = count + 1
            for column = 1, sqlite.sqlite3_column_count(statement) do
                local kind = sqlite.sqlite3_column_type(statement, column - 1)
                columns[column] = columns[column] or {}
                if kind == 1 then
                    columns[column][count] = sqlite.sqlite3_column_int64(statement, column - 1)
                elseif kind == 3 then
                    local size = sqlite.sqlite3_column_bytes(statement, column - 1)
                    columns[column][count] = ffi.string(sqlite.sqlite3_column_text(statement, column - 1), size)
                end
            end
        end
        sqlite.sqlite3_finalize(statement)
        return count > 0 and columns or nil, count
    end

    return {
        open = function(path, mode)
            assert(mode == "ro", "a missing file would be made")
            local made = ffi.new("sqlite3 *[1]")
            assert(sqlite.sqlite3_open_v2(path, made, 1, nil) == 0)
            return setmetatable({ handle = made[0] }, Connection)
        end,
    }
end

-- A person with the device ----------------------------------------------------------------------------------------------

--- Load the plugin as KOReader does, once.
function H.load()
    return dofile(PLUGIN .. "/main.lua")
end

local function menu_of()
    return { registerToMainMenu = function(_, plugin) H.plugin = plugin end }
end

--- The file manager, with a plugin of its own.
function H.file_manager(Plugin)
    local ui = { menu = menu_of() }
    ui.plugin = Plugin:new({ ui = ui })
    return ui
end

--- Write the sidecar of a book.
function H.sidecar(file, data)
    lfs.mkdir((file:gsub("%.[^./]+$", "")) .. ".sdr")
    local settings = LuaSettings:open(sidecar_of(file))
    settings.data = data
    settings:flush()
    return settings
end

--- Open a book: the reader, with a plugin of its own.
function H.open(Plugin, file, data)
    local settings = H.sidecar(file, data)
    local ui = {
        name = "ReaderUI",
        menu = menu_of(),
        document = { file = file },
        doc_settings = settings,
        doc_props = data.doc_props,
        annotation = { annotations = data.annotations or {} },
        rolling = { getLastPercent = function() return data.percent_finished end },
    }
    table.insert(H.history.hist, 1, { file = file, time = os.time() })
    ui.plugin = Plugin:new({ ui = ui })
    ui.plugin:onReaderReady(settings)
    return ui
end

--- Close it, in KOReader's order: the sidecar is written after the plugin has heard of it.
function H.close(ui)
    ui.plugin:onCloseDocument()
    ui.document = nil
    ui.plugin:onSaveSettings()
    ui.doc_settings.data.annotations = ui.annotation.annotations
    ui.doc_settings:flush()
    ui.plugin:onCloseWidget()
end

--- What the menu shows: texts, or what is ticked.
function H.menu()
    local items = {}
    H.plugin:addToMainMenu(items)
    return items.bodesk
end

function H.texts()
    local texts = {}
    for _, item in ipairs(H.menu().sub_item_table_func()) do
        texts[#texts + 1] = item.text_func and item.text_func() or item.text
    end
    return texts
end

function H.report(value)
    io.stdout:write(dkjson.encode(value), "\n")
end

--- Any global that the plugin makes is a mistake.
setmetatable(_G, {
    __newindex = function(_, name) error("a new global: " .. tostring(name), 2) end,
    __index = function(_, name) error("no such global: " .. tostring(name), 2) end,
})

local scenario = assert(loadfile(arg[1]))
scenario(H)
