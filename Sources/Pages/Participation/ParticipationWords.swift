package import Domain

extension Consultation.Kind {
    package var name: String {
        switch self {
        case .decision: "重大行政决策"
        case .rules: "规章、规范性文件"
        case .enterprise: "涉企政策"
        case .compensation: "房屋征收补偿方案"
        case .other: "其他"
        }
    }
}

extension Opinion.Channel {
    package var name: String {
        switch self {
        case .online: "网上"
        case .letter: "信函"
        case .counter: "当面"
        }
    }
}

extension Opinion.Moderation {
    package var name: String {
        switch self {
        case .waiting: "待审核"
        case .shown: "已公布"
        case .hidden: "不公布"
        }
    }

    var tag: StatusTag {
        switch self {
        case .waiting: StatusTag(word: name, shape: .half)
        case .shown: StatusTag(word: name, shape: .full)
        case .hidden: StatusTag(word: name, shape: .cross)
        }
    }
}

extension Opinion {
    /// What it is about, in words.
    package static func place(_ paragraph: Int) -> String { paragraph == 0 ? "全文" : "第\(paragraph)段" }
}

extension ConsultationStanding {
    /// Its state with the days that are left.
    func tag(on day: Day) -> StatusTag {
        switch state(on: day) {
        case .preparing: return StatusTag(word: "起草中", shape: .open)
        case .open:
            let left = (closes?.serial ?? day.serial) - day.serial
            return StatusTag(word: left == 0 ? "征集中，今天截止" : "征集中，还有 \(left) 天", shape: .half)
        case .closed: return StatusTag(word: "已截止，结果待反馈", shape: .change)
        case .answered: return StatusTag(word: "已反馈结果", shape: .full)
        }
    }
}
