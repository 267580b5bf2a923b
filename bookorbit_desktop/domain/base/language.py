"""Language codes of two letters, from any spelling in a file or catalogue."""

_NAMES = {
    "ar": "ara arabic العربية",
    "bg": "bul bulgarian български",
    "ca": "cat catalan català",
    "cs": "ces cze czech čeština",
    "da": "dan danish dansk",
    "de": "deu ger german deutsch",
    "el": "ell gre greek ελληνικά",
    "en": "eng english",
    "es": "spa spanish castellano español",
    "et": "est estonian eesti",
    "eu": "eus baq basque euskara",
    "fa": "fas per persian فارسی",
    "fi": "fin finnish suomi",
    "fr": "fra fre french français",
    "he": "heb hebrew עברית",
    "hi": "hin hindi हिन्दी",
    "hr": "hrv croatian hrvatski",
    "hu": "hun hungarian magyar",
    "id": "ind indonesian",
    "is": "isl ice icelandic íslenska",
    "it": "ita italian italiano",
    "ja": "jpn japanese 日本語",
    "ko": "kor korean 한국어",
    "la": "lat latin",
    "lt": "lit lithuanian lietuvių",
    "lv": "lav latvian latviešu",
    "nl": "nld dut dutch nederlands",
    "no": "nor nob nno nb nn norwegian norsk",
    "pl": "pol polish polski",
    "pt": "por portuguese português",
    "ro": "ron rum romanian română",
    "ru": "rus russian русский",
    "sk": "slk slo slovak slovenčina",
    "sl": "slv slovenian slovenščina",
    "sr": "srp serbian српски",
    "sv": "swe swedish svenska",
    "tr": "tur turkish türkçe",
    "uk": "ukr ukrainian українська",
    "vi": "vie vietnamese",
    "zh": "zho chi chinese 中文",
}
_CODES = {word: code for code, text in _NAMES.items() for word in (code, *text.split())}


def language_code(text: str) -> str:
    """The two letters for `en-US`, `eng`, `English` or `Deutsch`; "" if unknown (matching.md section 2)."""
    word = text.strip().casefold().replace("_", "-").split("-")[0].strip()
    return _CODES.get(word, "")


def language_key(text: str) -> str:
    """A key for grouping: two letters, so that `eng` and `en-GB` are one; unknown languages as they are."""
    return language_code(text) or text.strip().casefold()


def language_name(key: str) -> str:
    """A language's own name, such as `deutsch` for `de`; unknown languages as they are."""
    return _NAMES[key].split()[-1] if key in _NAMES else key
