--- What KOReader knows of a book, and how that differs from what the server has acknowledged. Changes nothing.

local md5 = require("ffi/sha2").md5
local lfs = require("libs/libkoreader-lfs")
local util = require("util")

local Capture = { version = "1.0.0" }

local FIELDS = {
    "datetime", "datetime_updated", "drawer", "color", "text", "text_edited", "note", "chapter", "pageno", "pageref",
    "page", "pos0", "pos1",
}
local POINT = { "page", "x", "y", "zoom", "rotation" }
local SUMMARY = { "status", "rating", "note", "modified" }

local function is_digest(value)
    return type(value) == "string" and value:match("^%x+$") ~= nil and #value == 32
end

--- A text, number or boolean as it is sent; nil for anything else, such as a null of some JSON library.
local function scalar(value)
    local kind = type(value)
    if kind == "string" then return util.fixUtf8(value, "?") end
    if kind == "number" then return value == value and math.abs(value) < 2 ^ 53 and value or nil end
    return kind == "boolean" and value or nil
end

local function part_of(whole, names)
    local part = {}
    for _, name in ipairs(names) do part[name] = scalar(whole[name]) end
    return part
end

local function position(value)
    return type(value) == "table" and part_of(value, POINT) or scalar(value)
end

--- An item of KOReader's list without what nobody else can use.
function Capture.annotation(item)
    local told = {}
    for _, name in ipairs(FIELDS) do told[name] = position(item[name]) end
    return told
end

local function place_text(value)
    if type(value) ~= "table" then return tostring(value) end
    local parts = {}
    for _, name in ipairs({ "page", "x", "y" }) do
        local number = tonumber(value[name])
        parts[#parts + 1] = number and string.format("%.2f", number) or "-"
    end
    return table.concat(parts, ",")
end

--- Where an annotation is: the same for as long as its ends are not moved.
local function place_of(item)
    if not item.drawer then return "bookmark " .. place_text(item.page) end
    return table.concat({ place_text(item.page), place_text(item.pos0), place_text(item.pos1) }, " ")
end

local function stub_of(item)
    return { drawer = item.drawer, page = item.page, pos0 = item.pos0, pos1 = item.pos1 }
end

local function print_of(item)
    local parts = {}
    for index, name in ipairs(FIELDS) do
        local value = item[name]
        parts[index] = type(value) == "table" and place_text(value) or tostring(value)
    end
    return md5(table.concat(parts, "\0")):sub(1, 16)
end

local function collections_of(file)
    local done, collection = pcall(require, "readcollection")
    if not done or type(collection.coll) ~= "table" then return nil end
    local real = require("ffi/util").realpath(file) or file
    local names = {}
    for name, books in pairs(collection.coll) do
        if type(books) == "table" and books[real] then names[#names + 1] = scalar(name) end
    end
    table.sort(names)
    return names
end

local function last_opened(file)
    local done, history = pcall(require, "readhistory")
    for _, entry in ipairs(done and history.hist or {}) do
        if entry.file == file then return tonumber(entry.time) end
    end
end

local function authors_of(props)
    local names = {}
    for name in tostring(scalar(props.authors) or ""):gmatch("[^\n]+") do names[#names + 1] = name end
    return names
end

local function summary_of(settings)
    local summary = settings:readSetting("summary")
    return part_of(type(summary) == "table" and summary or {}, SUMMARY)
end

--- A book by its settings: those of the open book, or those of a sidecar that was opened for reading. Nil, and why,
-- for one that can't be told. `live` is the reader's ui if the book is open.
function Capture.book(settings, file, live)
    local digest = settings:readSetting("partial_md5_checksum")
    if not is_digest(digest) then return nil, "KOReader has no digest of it yet." end
    local props = (live and live.doc_props) or settings:readSetting("doc_props")
    props = type(props) == "table" and props or {}
    local title = scalar(props.title)
    if not title or title == "" then title = file:match("([^/]+)%.[^./]*$") or file:match("[^/]+$") end
    local reader = live and (live.rolling or live.paging)
    local list = live and live.annotation and live.annotation.annotations or settings:readSetting("annotations")
    local now = lfs.attributes(file, "mode") == "file" and util.partialMD5(file) or nil
    return {
        digest = digest:lower(),
        digest_now = is_digest(now) and now:lower() ~= digest:lower() and now:lower() or nil,
        file = scalar(file),
        title = util.fixUtf8(title, "?"),
        authors = authors_of(props),
        series = scalar(props.series),
        series_index = scalar(props.series_index),
        language = scalar(props.language),
        identifiers = scalar(props.identifiers),
        pages = scalar(settings:readSetting("doc_pages")),
        percentage = scalar(reader and reader:getLastPercent() or settings:readSetting("percent_finished")),
        last_opened = live and os.time() or last_opened(file),
        summary = summary_of(settings),
        collections = collections_of(file),
        annotations = type(list) == "table" and list or {},
        has_list = type(list) == "table",
        -- KOReader keeps here what another of its engines made, and begins a new list.
        is_set_aside = settings:readSetting("annotations_paging") ~= nil
            or settings:readSetting("annotations_rolling") ~= nil,
    }
end

--- Whether one of these items is known to the server.
function Capture.has_known(items, base)
    for _, item in ipairs(items) do
        if type(item) == "table" and base.marks[place_of(Capture.annotation(item))] then return true end
    end
    return false
end

local function told_of(book, name)
    if name == "summary" then
        local parts = {}
        for index, field in ipairs(SUMMARY) do parts[index] = tostring(book.summary[field]) end
        return table.concat(parts, "\0")
    end
    return book.collections and table.concat(book.collections, "\0") or nil
end

--- Whether an empty list is that of the sidecar which was told, and not of a new or damaged one.
local function is_emptied(book, told, base)
    return #book.annotations == 0 and book.has_list and not book.is_set_aside and told.summary == base.summary
end

--- What the server doesn't know: { summary, collections, about (booleans), marks (new or changed), removed }, and the
-- places of a list that is lost, which may be `forgotten`. `is_same_list`: what is missing in it was deleted while it
-- was open. `rest` is called between slices, so that a long list doesn't hold up the reader.
function Capture.difference(book, base, is_same_list, rest)
    local news = { marks = {}, removed = {}, forgotten = {}, told = {} }
    for _, name in ipairs({ "summary", "collections" }) do
        news.told[name] = told_of(book, name)
        news[name] = news.told[name] ~= nil and news.told[name] ~= base[name]
    end
    news.told.about = table.concat({ tostring(book.percentage), tostring(book.digest_now), book.title }, "\0")
    news.about = news.told.about ~= base.about
    local there = {}
    is_same_list = is_same_list or is_emptied(book, news.told, base)
    for index, item in ipairs(book.annotations) do
        if type(item) == "table" then
            local told = Capture.annotation(item)
            local place, print = place_of(told), print_of(told)
            there[place] = true
            local known = base.marks[place]
            is_same_list = is_same_list or known ~= nil
            if not known or known.print ~= print then
                news.marks[#news.marks + 1] = { place = place, print = print, item = told, stub = stub_of(told) }
            end
        end
        if index % 100 == 0 then rest() end
    end
    for place, mark in pairs(base.marks) do
        if not there[place] and is_same_list then
            news.removed[#news.removed + 1] = { place = place, item = mark.stub }
        elseif not there[place] then
            news.forgotten[#news.forgotten + 1] = place
        end
    end
    return news
end

function Capture.is_empty(news)
    return not (news.summary or news.collections or news.about or #news.marks > 0 or #news.removed > 0)
end

return Capture
