"""The same personal data with Python's `re`: what a script in an office would do. privacy_regex.py FILE [--kinds | --one], or --pattern for grep -P."""

import json
import re
import sys

HEALTH = "癌症?|肿瘤|白血病|尿毒症|艾滋病?|精神(?:病|分裂|障碍|残疾)|残疾|怀孕|孕妇|梅毒|[乙丙]肝|肝(?:炎|硬化)|结核|糖尿病|高血压|冠心病|脑[梗瘫]|偏瘫|瘫痪|癫痫|抑郁|透析|尘肺|重大疾病|大病"
SURNAME = "[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗]"
NAME = SURNAME + "[一-龥]{1,2}"
PATTERNS = {
    "idCard": r"(?<![0-9A-Za-z])[1-6][0-9]{5}[ -]?(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[ -]?[0-9]{3}[0-9Xx](?![0-9A-Za-z])|(?<![0-9A-Za-z])[1-6][0-9]{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}(?![0-9A-Za-z])",
    "mobile": r"(?<![0-9A-Za-z])(?:\+?86[ -]?)?1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}(?![0-9A-Za-z])",
    "landline": r"(?<![0-9])[（(]?0[1-9][0-9]{1,2}[)） -]?[2-8][0-9]{6,7}(?![0-9])",
    "bankCard": r"(?<![0-9A-Za-z])(?:62|60|95|4[0-9]|5[1-5]|3[4-7])[0-9]{2}(?:[ -]?[0-9]{4}){2,3}[ -]?[0-9]{1,4}(?![0-9A-Za-z])",
    "passport": r"(?:护照|通行证)[号码：: ]{0,4}[EGDSPHCM][A-Z]?[0-9]{7,8}",
    "email": r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
    "address": r"(?:村|社区|居委会)(?:[0-9]+|[一二三四五六七八九十]+)组(?:[0-9]+号)?|(?:街|路|巷|大道|小区|花园)[0-9]+号?[一-龥0-9]{0,10}[0-9]+室",
    "health": rf"(?:姓名|户主|患者|村民|居民)[：: ]{{0,2}}{NAME}[^\n]{{0,50}}(?:{HEALTH})|{NAME}[，,（(](?:男|女)[^\n]{{0,50}}(?:{HEALTH})",
    "minor": rf"(?:学生|儿童|孤儿|幼儿)(?:姓名)?[：: ]{{0,2}}{NAME}",
}


def main() -> int:
    if sys.argv[1] == "--pattern":
        print("|".join(f"(?:{pattern})" for pattern in PATTERNS.values()))
        return 0
    with open(sys.argv[1], encoding="utf-8") as file:
        text = file.read()
    if "--kinds" in sys.argv:
        for number, line in enumerate(text.splitlines(), 1):
            print(json.dumps([number, sorted(kind for kind, pattern in PATTERNS.items() if re.search(pattern, line))]))
        return 0
    # One pattern of all, or each by itself: whoever measures takes the quicker. Decoded text is several times as fast as patterns over bytes.
    patterns = ["|".join(f"(?:{pattern})" for pattern in PATTERNS.values())] if "--one" in sys.argv else list(PATTERNS.values())
    compiled = [re.compile(pattern) for pattern in patterns]
    print(sum(1 for pattern in compiled for _ in pattern.finditer(text)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
