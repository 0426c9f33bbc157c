"""The codes before the number. Source: the industry code list (GB agencies) and the lists quoted in its table.

Kept as plain data so that reading stays pure; what a code means (name, ministry) is in the reference tables.
"""

INDUSTRY = frozenset((
    "AQ", "BB", "CB", "CH", "CJ", "CY", "DA", "DB", "DL", "DY", "DZ", "EJ", "FZ", "GA", "GH", "GM", "GY", "HB",
    "HG", "HJ", "HS", "HY", "JB", "JC", "JG", "JR", "JT", "JY", "LB", "LD", "LS", "LY", "MH", "MT", "MZ", "NB",
    "NY", "QB", "QC", "QJ", "QX", "RB", "SB", "SC", "SF", "SH", "SJ", "SL", "SN", "SW", "SY", "TB", "TD", "TJ",
    "TY", "WB", "WH", "WJ", "WM", "WS", "WW", "XB", "XF", "YB", "YC", "YD", "YJ", "YS", "YY", "YZ", "ZY", "GC",
    "GD", "DG", "KA", "BMB", "YDB", "YDC", "YDJ", "YDN", "CJJ", "JGJ", "JTG", "JTJ", "JTS", "HGJ", "SHJ",
    "SYJ", "TBJ", "LYJ", "NYJ", "SDJ", "SLJ", "DLJ", "YBJ", "YSJ", "JCJ", "GYJ", "CSJ", "CBM", "CBJ", "MTJ", "DJ",
    "SD", "LBJ", "ZBJ", "CNCA", "HAF", "HAD", "NB/SH",
))  # fmt: skip
NATIONAL = frozenset((
    "GB", "GBZ", "GBJ", "GBN", "GJB", "GSB", "JJF", "JJG", "TSG", "GHZB", "GWKB", "GWPB",
))  # fmt: skip
NATURES = frozenset("TZJCBN")
MIIT = frozenset((
    "BB", "CB", "EJ", "FZ", "HB", "HG", "JB", "JC", "QB", "QC", "QJ", "SH", "SJ", "WJ", "XB", "YB", "YD", "YS",
))  # fmt: skip
PRINTED = {"GBN": "GBn"}

PROVINCES = frozenset((
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
    "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "66", "71", "81", "82",
))  # fmt: skip
