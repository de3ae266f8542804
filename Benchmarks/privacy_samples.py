"""Sentences with and without personal data, made with a fixed seed; each with the kinds that stand in it. The persons do not exist."""

import random

WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = ["伟", "芳", "秀英", "建国", "小红", "志强", "玉兰", "子轩", "丽娟", "德明", "春花", "国庆"]
WIDE = str.maketrans("0123456789Xx-", "０１２３４５６７８９Ｘｘ－")


class People:
    def __init__(self, seed: int = 20_260_320):
        self.random = random.Random(seed)

    def digits(self, count: int) -> str:
        return "".join(self.random.choices("0123456789", k=count))

    def name(self) -> str:
        return self.random.choice(SURNAMES) + self.random.choice(GIVEN)

    def identity(self, years: tuple[int, int] = (1940, 2005)) -> str:
        area = self.random.choice(["420581", "110105", "341502", "510182", "650102", "372926"])
        head = f"{area}{self.random.randint(*years)}{self.random.randint(1, 12):02}{self.random.randint(1, 28):02}{self.digits(3)}"
        return head + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(head, WEIGHTS)) % 11]

    def old_identity(self) -> str:
        return f"420581{self.random.randint(30, 79)}{self.random.randint(1, 12):02}{self.random.randint(1, 28):02}{self.digits(3)}"

    def mobile(self) -> str:
        return "1" + self.random.choice("3456789") + self.digits(9)

    def card(self) -> str:
        head = self.random.choice(["622848", "621700", "622202", "623059"]) + self.digits(12)
        total = sum(sum(divmod(int(digit) * 2, 10)) if place % 2 == 0 else int(digit) for place, digit in enumerate(reversed(head)))
        return head + str(-total % 10)

    def credit_code(self) -> str:
        body = "91420581MA" + "".join(self.random.choices(CREDIT, k=7))
        return body + CREDIT[-sum(CREDIT.index(letter) * pow(3, place, 31) for place, letter in enumerate(body)) % 31]

    def address(self) -> str:
        village = self.random.choice(["长岭镇明星村", "红花套镇渔洋溪村", "城关街道清江社区"])
        street = self.random.choice(["人民路", "解放大道", "园林街"])
        return self.random.choice([
            f"{village}{self.random.randint(1, 9)}组{self.random.randint(1, 99)}号", f"{village}{self.random.choice('一二三四五')}组",
            f"{street}{self.random.randint(1, 200)}号{self.random.randint(1, 20)}栋{self.random.randint(1, 4)}单元{self.random.randint(1, 18)}0{self.random.randint(1, 4)}室"])

    def spaced(self, number: str, cuts: list[int]) -> str:
        separator = self.random.choice(["", "", "", " ", "-"])
        parts, start = [], 0
        for cut in [*cuts, len(number)]:
            parts.append(number[start:cut])
            start = cut
        text = separator.join(parts)
        return text.translate(WIDE) if self.random.random() < 0.1 else text

    def positive(self) -> tuple[str, set[str]]:
        choice = self.random.choice
        kind = choice(["idCard", "idCard", "mobile", "mobile", "bankCard", "landline", "passport", "email", "address", "health", "minor"])
        name = self.name()
        match kind:
            case "idCard":
                if self.random.random() < 0.1:
                    return f"身份证号：{self.old_identity()}（旧证）。", {kind}
                number = self.spaced(choice([str.upper, str.lower])(self.identity()), [6, 14])
                return choice(["{0}，身份证号{1}。", "{0}（{1}）", "受助人{0}，{1}，已公示", "证件号码：{1} 持证人{0}"]).format(name, number), {kind}
            case "mobile":
                number = choice(["", "", "+86 ", "+86"]) + self.spaced(self.mobile(), [3, 7])
                return choice(["{0}，手机{1}。", "联系人{0}{1}", "{0}（{1}）", "电话：{1}，{0}"]).format(name, number), {kind}
            case "bankCard":
                return choice(["{0}，银行卡号{1}。", "发放账号：{1}", "{0} 一卡通 {1}", "户主{0}，{1}。"]).format(name, self.card()), {kind}
            case "landline":
                return choice(["家庭电话：{}", "住宅电话{}", "家庭电话 {}。"]).format(choice([f"0717-{choice('2345678')}{self.digits(6)}", f"（0717）{choice('2345678')}{self.digits(6)}"])), {kind}
            case "passport":
                return choice(["护照号码：{}", "护照{}，", "港澳通行证号{}"]).format(choice(["E", "G", "EA"]).ljust(1) + self.digits(7) + ("" if self.random.random() < 0.5 else "")), {kind}
            case "email":
                return choice(["个人邮箱：{}", "{}，本人邮箱", "{} 收"]).format(choice(["zhang.san", "li_4", "w5-6"]) + self.digits(3) + "@" + choice(["qq.com", "163.com", "example.com.cn"])), {kind}
            case "address":
                return choice(["家庭住址：{}", "户籍地址{}。", "现住{}", "家住{}，"]).format(self.address()), {kind}
            case "health":
                illness = choice(["肺癌", "尿毒症", "精神分裂症", "肢体残疾二级", "白血病", "糖尿病"])
                return choice(["姓名：{0}，诊断：{1}", "患者{0}，男，{1}", "{0}，女，因患{1}申请救助", "户主：{0}（{1}）", "村民{0}患{1}"]).format(name, illness), {kind}
            case _:
                if self.random.random() < 0.4:
                    return f"{name}，{self.identity((2014, 2024))}。", {"idCard", "minor"}
                return choice(["学生姓名：{}", "孤儿{}，男，", "儿童：{}", "留守儿童姓名：{}。"]).format(name), {"minor"}

    def negative(self) -> tuple[str, set[str]]:
        choice, digits = self.random.choice, self.digits
        return choice([
            f"咨询电话：0717-{digits(7)}", f"监督电话（0717）{digits(7)}，传真0717-{digits(7)}", f"统一社会信用代码：{self.credit_code()}", f"统一社会信用代码{self.credit_code()}，法定代表人{self.name()}",
            f"明政发〔2023〕{self.random.randint(1, 99)}号", f"安排资金{digits(11).lstrip('0')}元", f"合计1{choice('345')}{digits(9)}.{digits(2)}元", f"流水号：20230115{digits(12)}",
            f"许可证号：D{digits(9)}", f"项目代码：2020-420581-48-01-{digits(6)}", f"https://www.mingchuan.gov.cn/art/2023/{digits(11)}.html", "残疾人两项补贴政策由县残联解读。",
            "加强留守儿童和困境儿童关爱保护，建立档案。", "孕妇、儿童和精神障碍患者应当优先。", f"办公地址：明川县人民路{self.random.randint(1, 99)}号政务服务中心{self.random.randint(1, 9)}楼301室",
            f"建设地点：{choice(['长岭镇明星村', '红花套镇渔洋溪村'])}{self.random.randint(1, 9)}组", f"订单号：1{choice('3578')}{digits(9)}", f"邮箱：zwgk@mingchuan.gov.cn",
            f"户名：明川县财政局，账号：42001{digits(15)}", f"索引号：011158346/2023-{digits(5)}", "学生、教职工安全由学校负责。", f"型号E{digits(8)}，数量{digits(3)}台",
            f"招标编号：MCZB-2023-{digits(3)}，预算{digits(3)}万元", f"经度111.{digits(11)}，纬度30.{digits(11)}", f"学习二十大精神，第{choice('一二三四')}组讨论。", f"ISBN 9787{digits(9)}",
        ]), set()


def samples(count: int) -> list[tuple[str, set[str]]]:
    people = People()
    return [people.positive() if index % 2 == 0 else people.negative() for index in range(count)]
