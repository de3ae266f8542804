import Domain

extension Day {
    /// 2026年3月20日（周五）
    var inWords: String {
        let names = ["一", "二", "三", "四", "五", "六", "日"]
        return "\(year)年\(month)月\(day)日（周\(names[weekday - 1])）"
    }
}

extension Int {
    /// With thousands only above 9,999: `9999`, `10,000`.
    var grouped: String {
        guard magnitude > 9_999 else { return String(self) }
        var digits = ""
        for (offset, digit) in String(magnitude).reversed().enumerated() {
            if offset > 0, offset % 3 == 0 { digits = "," + digits }
            digits = String(digit) + digits
        }
        return (self < 0 ? "-" : "") + digits
    }

    /// `512 字节`, `48 KB`, `1.2 MB`
    var asFileSize: String {
        switch self {
        case ..<1024: "\(self) 字节"
        case ..<1_048_576: "\((self + 512) / 1024) KB"
        default: "\(self / 1_048_576).\(self % 1_048_576 * 10 / 1_048_576) MB"
        }
    }
}

extension Total {
    var words: String { isCapped ? count.grouped + "+" : count.grouped }
}

extension OrganisationUnit.Kind {
    var words: String {
        switch self {
        case .government: "县人民政府"
        case .department: "县政府部门"
        case .township: "乡镇、街道"
        case .village: "村（社区）"
        case .institution: "公共企事业单位"
        case .other: "其他机关和单位"
        }
    }
}

extension CatalogueVersion.State {
    var words: String {
        switch self {
        case .draft: "草案"
        case .adopted: "现行"
        case .superseded: "已被替代"
        }
    }
}

extension CatalogueVersion.Level {
    var words: String {
        switch self {
        case .national: "国家标准指引"
        case .provincial: "省级标准指引"
        case .county: "县级标准目录"
        }
    }
}

extension CatalogueFileFormat {
    var words: String {
        switch self {
        case .xlsx: "Excel 表格"
        case .csv: "CSV 文本"
        case .json: "JSON 数据"
        }
    }
}

extension Channel {
    /// As it stands in a narrow table cell.
    var shortName: String {
        switch self {
        case .pressConference: "发布会"
        case .noticeBoard: "公示栏"
        case .serviceCentre: "政务中心"
        case .serviceStation: "便民站"
        case .readingPoint: "查阅点"
        case .website, .gazette, .socialMedia, .broadcast, .print, .homeVisit, .targetedPush, .other: rawValue
        }
    }
}

extension Audience {
    var words: [String] { (everyone ? ["全社会"] : []) + (specific ? ["特定群体"] : []) }
}

extension TimeLimit {
    /// The rule in plain words, for somebody who has never read a statute.
    var explanation: String {
        switch rule {
        case .within(let amount, let unit, let trigger):
            "从\(trigger.words)起，\(amount) \(unit.words)内公开。"
                + (unit == .workingDay ? "周末和法定节假日不计算在内。" : unit == .calendarDay ? "周末和节假日也计算在内。" : "")
        case .before(let amount, let unit): "提前 \(amount) \(unit.words)公开。"
        case .immediate: "一有信息就公开，没有固定的天数。"
        case .periodic(let every): "\(every.words)至少公开一次。"
        case .publicity(let amount?, let unit?): "公示 \(amount) \(unit.words)。"
        case .publicity: "需要公示，目录没有写明公示几天。"
        case .longTerm: "公开后一直保留，随时可查。"
        case .unparsed: "目录原文没有写成可以计算的期限，以原文为准。"
        }
    }
}

extension TimeLimit.Unit {
    var words: String {
        switch self {
        case .workingDay: "个工作日"
        case .calendarDay: "日"
        case .hour: "小时"
        case .month: "个月"
        }
    }
}

extension TimeLimit.Trigger {
    var words: String {
        switch self {
        case .formedOrChanged: "信息形成或者变更之日"
        case .decided: "决定作出之日"
        case .approved: "批准（批复）之日"
        case .received: "收到或获取信息之日"
        case .relatedItem: "相关事项公开之日"
        case .other: "规定的日子"
        }
    }
}

extension TimeLimit.Period {
    var words: String {
        switch self {
        case .month: "每月"
        case .quarter: "每季度"
        case .halfYear: "每半年"
        case .year: "每年"
        }
    }
}
