import Domain

extension Opinion.Moderation {
    var tag: StatusTag {
        switch self {
        case .waiting: StatusTag(word: name, shape: .half)
        case .shown: StatusTag(word: name, shape: .full)
        case .hidden: StatusTag(word: name, shape: .cross)
        }
    }
}

extension ParticipationList.Progress {
    var tag: StatusTag {
        switch self {
        case .planned: StatusTag(word: "尚未开始", shape: .open)
        case .open: StatusTag(word: "征集中", shape: .half)
        case .closed: StatusTag(word: "已截止", shape: .change)
        case .answered: StatusTag(word: "已反馈", shape: .full)
        case .announced: StatusTag(word: "已公布安排", shape: .half)
        case .late: StatusTag(word: "没有按计划开展", shape: .cross)
        }
    }
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
