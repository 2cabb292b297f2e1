"""Letters that look like others: a small table of our own, from what posts are written with to slip past a comparison.

Nobody reads what comes out of it, and a text that truly is in Russian or Greek loses nothing by it: both sides of a
comparison go through the same table.
"""

from __future__ import annotations

#: A Latin letter, and what is drawn like it in Cyrillic, Greek, Armenian, Cherokee, Lisu, Coptic and phonetic writing.
#: Accents are taken away before.
_LATIN = {
    "a": "аɑαᴀɐᎪᗅꓮⲁ",
    "b": "вʙβьƅᏴᗷꓐⲃ",
    "c": "сᴄᏟⅽꓚⲥ",
    "d": "ԁᴅđɖᎠꓓ",
    "e": "еεєҽᴇɛəɘәᎬꓰⲉ",
    "f": "ғϝꜰƒꞙꓝ",
    "g": "ɡɢցġᏀꓖ",
    "h": "һнհʜħᎻꓧⲏη",
    "i": "іιıɩɪɨᎥᏆꓲⲓ",
    "j": "јϳᴊɉᎫꓙ",
    "k": "кκᴋҝқƙᏦꓗⲕ",
    "l": "ӏլʟɭłᏞꓡⲗ",
    "m": "мᴍϻᎷꓟⲙμ",
    "n": "ոпɴŋɳꓠⲛ",
    "o": "оοօᴏøσɵөოዐꓳⲟ",
    "p": "рρᴘƿᏢꓑⲣ",
    "q": "ԛզɋ",
    "r": "гʀᴦɾɼᏒꓣ",
    "s": "ѕꜱʂտᏚꓢ",
    "t": "тτᴛŧƭᎢꓔⲧ",
    "u": "цսᴜυʋɥꓴ",
    "v": "ѵνᴠᏙꓦ",
    "w": "ԝшщωᴡɯաᎳꓪⲱ",
    "x": "хχҳᕁꓫⲭ",
    "y": "уүγʏყᎩꓬ",
    "z": "ᴢʐƶᏃꓜⲍ",
}
#: A letter of Hangul as it is drawn alone, and signs that stand for it between others.
_HANGUL = {
    "ㄱ": "フ",
    "ㄷ": "匚",
    "ㄹ": "己",
    "ㅁ": "口",
    "ㅅ": "人",
    "ㅇ": "〇",
    "ㅈ": "ス",
    "ㅌ": "巨",
    "ㅏ": "卜ト",
    "ㅐ": "廾",
    "ㅜ": "丁",
    "ㅡ": "一ー",
    "ㅣ": "丨",
}
#: What Unicode itself would take for a symbol or for another letter, and so comes first: white letters in a black
#: circle or square, the Greek lunate sigma, the estimated symbol.
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
FIRST: dict[int, str] = {
    **{first + place: letter for first in (0x1F150, 0x1F170) for place, letter in enumerate(_ALPHABET)},
    **{ord("ϲ"): "c", ord("Ϲ"): "c", ord("℮"): "e"},
}

LOOKALIKES: dict[int, str] = {ord(sign): letter for letter, signs in (_LATIN | _HANGUL).items() for sign in signs}
