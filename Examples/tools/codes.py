"""Check digits of GB 11714 (organisation codes) and GB 32100 (unified social credit codes), for fictional numbers."""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def organisation_code(base: str) -> str:
    assert len(base) == 8
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(weight * (int(c) if c.isdigit() else ord(c) - 55) for weight, c in zip(weights, base))
    rest = 11 - total % 11
    return base + {10: "X", 11: "0"}.get(rest, str(rest))


def credit_code(area: str, organisation: str) -> str:
    body = "11" + area + organisation
    total = sum(pow(3, i, 31) * ALPHABET.index(c) for i, c in enumerate(body))
    return body + ALPHABET[(31 - total % 31) % 31]


assert credit_code("441700", "007280420") == "11441700007280420Y"
assert credit_code("341702", "486344515") == "11341702486344515H"
