--- BookOrbit Desktop for KOReader: what the reader knows of books goes to the program on one's own computer.
--
-- Protocol: docs/reference/plugin.md. Nothing here waits for the network, switches Wi-Fi on, or writes a sidecar.

local VERSION = "1.0.0"

local WidgetContainer = require("ui/widget/container/widgetcontainer")
local logger = require("logger")
local _ = require("bodesk_words").say
local counted = require("bodesk_words").count
local T = require("ffi/util").template

local PARTS = {
    "bodesk_capture", "bodesk_http", "bodesk_json", "bodesk_statistics", "bodesk_store", "bodesk_sync", "bodesk_words",
}

--- Why the plugin can't run: a copy that broke off, or a KOReader from before v2025.04.
local function obstacle()
    for _index, name in ipairs(PARTS) do
        local done, part = pcall(require, name)
        if not done or type(part) ~= "table" or part.version ~= VERSION then
            return "The copy of the plugin is incomplete. Copy its folder once more."
        end
    end
    if not pcall(require, "ui/widget/booklist") then
        return "KOReader is too old for this plugin. It needs v2025.04 or later."
    end
end

local OBSTACLE = obstacle()
local Sync = not OBSTACLE and require("bodesk_sync") or nil

local SOON, AT_ONCE = 3, 1

local Plugin = WidgetContainer:extend({
    name = "bookorbitdesktop",
    fullname = "BookOrbit Desktop",
    is_doc_only = false,
    settings_file = "bodesk.lua",
})

--- Call a part of ours: a mistake in it must not end KOReader.
local function guarded(call)
    return function(...)
        if OBSTACLE or Sync.is_off then return end
        local done, problem = pcall(call, ...)
        if not done then Sync:fault(problem) end
    end
end

local function is_connected()
    return require("ui/network/manager"):isConnected()
end

--- Begin a run without being asked, where there is something to send and a network.
local automatic = guarded(function()
    if is_connected() then Sync:start(false) end
end)

local function soon(seconds)
    local UIManager = require("ui/uimanager")
    UIManager:unschedule(automatic)
    UIManager:scheduleIn(seconds, automatic)
end

function Plugin:init()
    if not self.ui or not self.ui.menu then return end
    self.ui.menu:registerToMainMenu(self)
    if OBSTACLE then return end
    self:onDispatcherRegisterActions()
    guarded(function()
        Sync:open()
        Sync.ui = self.ui
        if not self.ui.document and self.ui.name ~= "ReaderUI" then soon(SOON) end
    end)()
end

function Plugin:onDispatcherRegisterActions()
    require("dispatcher"):registerAction("bodesk_sync", {
        category = "none",
        event = "BodeskSync",
        title = "BookOrbit Desktop: " .. _("Sync now"),
        general = true,
    })
end

--- Note that the open book is to be looked at; on the disk before this returns.
local note_open = guarded(function(ui)
    if ui and ui.document then Sync:note(ui) end
end)

function Plugin:onReaderReady()
    guarded(function()
        Sync.ui = self.ui
        Sync:look_at_list(self.ui)
    end)()
    soon(AT_ONCE)
end

function Plugin:onCloseDocument()
    note_open(self.ui)
    -- On the way out there is no later; what was noted is sent after the next start.
    soon(SOON)
end

function Plugin:onSaveSettings()
    note_open(self.ui)
end

function Plugin:onAnnotationsModified()
    note_open(self.ui)
end

function Plugin:onNetworkConnected()
    guarded(function()
        if Sync.failures > 0 then Sync.failures = 0 end
    end)()
    soon(SOON)
end

local function before_the_end(ui)
    note_open(ui)
    guarded(function()
        require("ui/uimanager"):unschedule(automatic)
        Sync:abort()
    end)()
end

function Plugin:onNetworkDisconnecting() before_the_end(self.ui) end

function Plugin:onSuspend() before_the_end(self.ui) end

function Plugin:onPowerOff() before_the_end(self.ui) end

function Plugin:onReboot() before_the_end(self.ui) end

function Plugin:onExit() before_the_end(self.ui) end

function Plugin:onRestart() before_the_end(self.ui) end

function Plugin:onCloseWidget()
    guarded(function()
        if Sync.ui == self.ui then Sync.ui, Sync.known_list = nil, nil end
    end)()
end

--- KOReader switches the plugin off.
function Plugin:stopPlugin()
    before_the_end(nil)
end

--- KOReader deletes its settings with it (v2026.07).
function Plugin:deletePluginSettings()
    if OBSTACLE then return end
    local lfs = require("libs/libkoreader-lfs")
    local folder = require("datastorage"):getSettingsDir()
    for name in lfs.dir(folder) do
        if name:match("^bodesk[_%.]") then os.remove(folder .. "/" .. name) end
    end
end

-- What a person taps -----------------------------------------------------------------------------------------------------

local function show(text)
    local InfoMessage = require("ui/widget/infomessage")
    require("ui/uimanager"):show(InfoMessage:new({ text = text }))
end

--- What was sent, without what there was none of: "1 book, 3 highlights".
local function counts(sent)
    local parts = {}
    for _index, part in ipairs({
        { sent.books, "%1 book", "%1 books" },
        { sent.marks, "%1 highlight", "%1 highlights" },
        { sent.views, "%1 page view", "%1 page views" },
    }) do
        local number = part[1] or 0
        if number > 0 then parts[#parts + 1] = T(counted(number, part[2], part[3]), number) end
    end
    return table.concat(parts, ", ")
end

local function was_ever_sent()
    local last = Sync.store:get("last")
    return type(last) == "table" and last.at ~= nil
end

--- What was left out, by title: names for a line, and a line each with its reason.
local function left_out()
    local names, lines = {}, {}
    for _key, one in pairs(Sync.store:get("left_out", {})) do
        names[#names + 1] = "“" .. one.title .. "”"
        lines[#lines + 1] = T(_("“%1” was left out: %2"), one.title, _(one.why))
    end
    table.sort(names)
    table.sort(lines)
    return table.concat(names, ", "), table.concat(lines, "\n")
end

local function result()
    local lines = select(2, left_out())
    local text = counts(Sync.sent)
    if text == "" and lines == "" then
        return was_ever_sent() and _("Everything is up to date.") or _("Nothing was sent yet.")
    end
    return text .. (text ~= "" and lines ~= "" and "\n" or "") .. lines
end

local ask_for_other

local run_by_hand = guarded(function()
    Sync.failures = 0
    local began = Sync:start(true, guarded(function(done)
        if done then
            show(result())
        elseif Sync.other then
            ask_for_other()
        else
            show(_(Sync.reason or "an unexpected error"))
        end
    end))
    if began then
        local Notification = require("ui/widget/notification")
        Notification:notify(_("Syncing…"), Notification.SOURCE_ALWAYS_SHOW)
    end
end)

ask_for_other = guarded(function()
    local ConfirmBox = require("ui/widget/confirmbox")
    require("ui/uimanager"):show(ConfirmBox:new({
        text = _("This is another library of BookOrbit Desktop. Send everything to it?"),
        ok_text = _("Send"),
        ok_callback = guarded(function()
            Sync:accept_other()
            run_by_hand()
        end),
    }))
end)

function Plugin:onBodeskSync()
    guarded(function()
        if not require("ui/network/manager"):willRerunWhenConnected(run_by_hand) then run_by_hand() end
    end)()
end

local edit_address = guarded(function(menu)
    local InputDialog = require("ui/widget/inputdialog")
    local UIManager = require("ui/uimanager")
    local dialog
    dialog = InputDialog:new({
        title = _("Address of BookOrbit Desktop"),
        input = Sync.store:get("address", ""),
        input_hint = "http://192.168.1.20:7200",
        description = _("Leave empty for the address of progress sync."),
        buttons = { {
            { text = _("Cancel"), id = "close", callback = function() UIManager:close(dialog) end },
            { text = _("Save"), is_enter_default = true, callback = guarded(function()
                local address = dialog:getInputText():match("^%s*(.-)%s*$")
                local host, why = require("bodesk_http").parse(address)
                if address ~= "" and not host then return show(_(why)) end
                Sync.store:set("address", address ~= "" and address or nil)
                UIManager:close(dialog)
                if menu then menu:updateItems() end
            end) },
        } },
    })
    UIManager:show(dialog)
    dialog:onShowKeyboard()
end)

local function last_text()
    if not was_ever_sent() then return _("Nothing was sent yet.") end
    local last = Sync.store:get("last")
    return T(_("Last sent: %1"), os.date("%Y-%m-%d %H:%M", last.at) .. ", " .. counts(last))
end

local function state_text()
    if Sync:is_busy() then return _("Syncing…") end
    if Sync.reason then return _(Sync.reason) end
    local waiting = Sync.store:waiting()
    if waiting > 0 then return T(_("Books waiting: %1"), waiting) end
    local names = left_out()
    if names ~= "" then return T(_("Left out: %1"), names) end
    if not was_ever_sent() then return _("Nothing was sent yet.") end
    return Sync:is_up_to_date() and _("Everything is up to date.") or _("The computer was not asked just now.")
end

local function shown(text_func)
    return function()
        local done, text = pcall(text_func)
        return done and text or ""
    end
end

local function fact(text_func)
    return {
        text_func = shown(text_func),
        enabled = false,
        keep_menu_open = true,
    }
end

function Plugin:items()
    return {
        {
            text = _("Sync now"),
            enabled_func = function() return not Sync.is_off and not Sync:is_busy() end,
            callback = function() self:onBodeskSync() end,
        },
        {
            text_func = shown(state_text),
            enabled_func = function() return left_out() ~= "" end,
            keep_menu_open = true,
            callback = guarded(function() show(select(2, left_out())) end),
        },
        fact(last_text),
        {
            text_func = function()
                local own = Sync.store:get("address", "")
                return T(_("Server: %1"), own ~= "" and own or _("that of progress sync"))
            end,
            keep_menu_open = true,
            callback = edit_address,
        },
        {
            text = _("Bring in highlights of other devices"),
            help_text = _("KOReader takes them in when the book is next opened. Nothing on this device is removed."),
            checked_func = function() return Sync.store:get("bring_in", false) end,
            callback = guarded(function()
                Sync.store:set("bring_in", not Sync.store:get("bring_in", false) or nil)
            end),
        },
    }
end

function Plugin:addToMainMenu(menu_items)
    menu_items.bodesk = {
        text = "BookOrbit Desktop",
        sorting_hint = "tools",
        sub_item_table_func = not OBSTACLE and function() return self:items() end or nil,
        callback = OBSTACLE and function() show(_(OBSTACLE)) end or nil,
    }
end

logger.dbg("bookorbitdesktop", VERSION, OBSTACLE or "ready")
return Plugin
