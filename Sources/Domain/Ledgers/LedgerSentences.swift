extension LedgerFault {
    /// What is wrong and how to put it right.
    package func sentence(in kind: LedgerKind) -> String {
        let name = field == "unit" ? "单位" : kind.field(field)?.name ?? ""
        switch reason {
        case .missing: return "请填写“\(name)”。"
        case .tooLong(let limit): return "“\(name)”最多 \(limit) 个字。"
        case .noDay: return "“\(name)”应当是日期，例如 2026-03-20。"
        case .noYear: return "“\(name)”应当是四位数的年份，例如 2026。"
        case .noNumber: return "“\(name)”应当是数字。"
        case .noMoney: return "“\(name)”应当是金额（元），最多两位小数，例如 12500.50。"
        case .noAddress: return "“\(name)”应当是网址，以 http:// 或者 https:// 开头。"
        case .noPhone: return "“\(name)”应当是电话号码，只写数字和短横线。"
        case .noCreditCode: return "“\(name)”不是正确的统一社会信用代码（18 位，最后一位是校验码），请核对。"
        case .noChoice(let choices): return "“\(name)”应当是下列之一：\(choices.joined(separator: "、"))。"
        case .noDocument: return "“\(name)”应当是本网站公开文件的网址或者编号，例如 /disclosures/123。"
        case .unknownDocument: return "“\(name)”指的文件没有在本网站公开，请核对网址；还没有公开的，先公开文件。"
        case .unknownUnit: return "没有这个单位，请写单位的全称、简称或者代码。"
        case .otherUnits(let kinds): return "这个登记簿由\(kinds.map(\.words).joined(separator: "、"))登记，请选这类单位。"
        case .otherDocument: return "这份文件由其他单位公开，效力由那个单位的编辑岗或者政务公开办修改。"
        case .notWhole: return "登记簿里有其他单位登记的事项，由政务公开办所在的单位发布。"
        case .notYours: return "这是其他单位的登记事项，由那个单位的编辑岗或者政务公开办登记。"
        case .taken(let title): return "已经有同一个登记事项“\(title)”，请修改那一条，不要重复登记。"
        case .noWay(let from, let to):
            return to.isEmpty
                ? "“\(name)”已经是“\(from)”，不能再改变。" : "“\(name)”是“\(from)”的，只能改为\(to.map { "“\($0)”" }.joined(separator: "或者"))。"
        case .rule(let words): return words
        case .isClosed: return "这一条已经注销登记，不能再修改；需要时请新登记一条。"
        case .tooMany(let limit): return "一个登记簿最多 \(limit) 条。"
        }
    }
}

extension LedgerRefusal {
    package func sentences(in kind: LedgerKind) -> [String] { faults.map { $0.sentence(in: kind) } }
}

extension OrganisationUnit.Kind {
    fileprivate var words: String {
        switch self {
        case .government: "县政府"
        case .department: "县政府部门"
        case .township: "乡镇（街道）"
        case .village: "村（居）"
        case .institution: "事业单位、公共企事业单位"
        case .other: "其他单位"
        }
    }
}
