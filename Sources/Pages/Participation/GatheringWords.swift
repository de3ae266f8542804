import Domain

extension GatheringStanding {
    /// Its state with the days that are left.
    func tag(on today: Day) -> StatusTag {
        switch state(on: today) {
        case .preparing: return StatusTag(word: "起草中", shape: .open)
        case .open:
            let left = deadline.serial - today.serial
            return StatusTag(word: left == 0 ? "报名中，今天截止" : "报名中，还有 \(left) 天", shape: .half)
        case .closed: return StatusTag(word: "报名已截止，等待确定参加人员", shape: .change)
        case .selected: return StatusTag(word: "参加人员已经确定", shape: .half)
        case .over: return StatusTag(word: "已经举行，笔录或者纪要待公布", shape: .change)
        case .recorded: return StatusTag(word: "笔录或者纪要已经公布", shape: .full)
        }
    }
}

extension QuestionnaireStanding {
    /// Its state with the days that are left.
    func tag(on today: Day) -> StatusTag {
        switch state(on: today) {
        case .preparing: return StatusTag(word: "起草中", shape: .open)
        case .open:
            let left = closes.serial - today.serial
            return StatusTag(word: left == 0 ? "进行中，今天截止" : "进行中，还有 \(left) 天", shape: .half)
        case .closed: return StatusTag(word: "已截止", shape: .change)
        case .published: return StatusTag(word: "结果已经公布", shape: .full)
        }
    }
}

extension SignUp.Result {
    var tag: StatusTag {
        switch self {
        case .waiting: StatusTag(word: name, shape: .half)
        case .chosen: StatusTag(word: name, shape: .full)
        case .notChosen: StatusTag(word: name, shape: .open)
        case .cancelled: StatusTag(word: name, shape: .cross)
        }
    }
}
