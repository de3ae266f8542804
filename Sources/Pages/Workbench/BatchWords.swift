package import Domain
import HTML

extension Batch.State {
    package var words: String {
        switch self {
        case .preview: "待导入"
        case .drafting: "起草中"
        case .inReview: "审批中"
        case .approved: "待公开"
        case .published: "已公开"
        case .undone: "已撤销"
        }
    }

    var tag: StatusTag {
        switch self {
        case .preview, .drafting: StatusTag(word: words, shape: .open)
        case .inReview, .approved: StatusTag(word: words, shape: .half)
        case .published: StatusTag(word: words, shape: .full)
        case .undone: StatusTag(word: words, shape: .minus)
        }
    }
}

extension Batch.Act {
    package var words: String {
        switch self {
        case .bringIn: "导入"
        case .check: "检查"
        case .submit: "提交审核"
        case .approve: "审批同意"
        case .returned: "退回"
        case .publish: "公开"
        case .undo: "整批撤销"
        }
    }
}

extension Batch.Job {
    /// How far it is, how fast, and how long it will take.
    package var words: String {
        let counted = "\(done.grouped) / \(total.grouped)"
        switch state {
        case .running:
            guard let rate, let secondsLeft else { return "正在\(act.words)：\(counted)。" }
            return "正在\(act.words)：\(counted)，每秒约 \(max(1, Int(rate.rounded())).grouped) 条，还需约 \(Self.duration(secondsLeft))。"
        case .finished:
            guard refused > 0 else { return "\(act.words)已完成：\(done.grouped) 条。" }
            return "\(act.words)已完成：\((done - refused).grouped) 条办成，\(refused.grouped) 条按规定不能办，留在原处。"
        case .stopped:
            return "\(act.words)停在 \(counted)：办理人的岗位或者账号有变化，或者原始文件不在了。已经办成的不受影响，可以由有权的人继续。"
        }
    }

    private static func duration(_ seconds: Int) -> String {
        seconds < 60
            ? "\(max(1, seconds)) 秒" : seconds < 3600 ? "\((seconds + 59) / 60) 分钟" : "\(seconds / 3600) 小时 \(seconds % 3600 / 60) 分钟"
    }
}
