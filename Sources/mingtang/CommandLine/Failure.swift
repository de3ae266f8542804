import ArgumentParser
import Domain
import Interchange
import Operations
import Persistence
import Site

/// Why a command ends without having done its work: sentences for the person at the keyboard, and the exit code.
struct Failure: Error {
    enum Code: Int32 {
        /// The content has errors, or a rule refuses.
        case content = 1
        /// A file that cannot be read, or a command that makes no sense.
        case unusable = 2
        /// The database cannot be reached or is not one of ours.
        case database = 3
        /// A fault of this program.
        case program = 70
    }

    let code: Code
    let sentences: [String]

    init(_ code: Code, _ sentences: [String]) {
        self.code = code
        self.sentences = sentences
    }

    init(_ code: Code, _ sentence: String) { self.init(code, [sentence]) }

    /// `nil` for what the command line's own parser has to say.
    init?(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let file as UnreadableFile: self.init(.unusable, file.reason)
        case let file as UnwritableFile: self.init(.unusable, file.reason)
        case let refusal as DraftCatalogue.Refusal: self.init(.content, Self.sentence(refusal))
        case let refusal as AnswerComment.Refusal: self.init(.content, Self.sentence(refusal))
        case RegisterSite.Refusal.secondWithoutHost(let existing):
            self.init(.content, "站点“\(existing)”没有写主机名，对所有主机名应答；要再登记站点，请先在两个站点的文件中写明 hosts。")
        case let refusal as GatherChecklist.Refusal: self.init(.content, Self.sentences(refusal))
        case let error as StoreError: self = Self.failure(error)
        case let error where accessSentence(error) != nil: self.init(.content, accessSentence(error) ?? "")
        case let refusal as BatchRefusal: self.init(.content, refusal.sentence)
        case is ValidationError, is ExitCode, is CleanExit: return nil
        case let error where Mingtang.exitCode(for: error) == .validationFailure || Mingtang.exitCode(for: error).isSuccess: return nil
        default: self.init(.program, "程序出错（\(type(of: error))），请把这一行和所用的命令告诉维护人员。")
        }
    }

    private static func failure(_ error: StoreError) -> Failure {
        switch error {
        case .unavailable(let reason): Failure(.database, "数据库无法使用：\(reason)")
        case .migration(let reason): Failure(.database, reason)
        case .stale(let subject): Failure(.content, "“\(subject)”刚刚被别人修改，请重新执行本命令。")
        case .duplicate(let constraint): Failure(.content, "数据库中已有相同的记录（\(constraint)）。")
        case .refused(let constraint): Failure(.content, "数据不符合数据库的约束（\(constraint)）。")
        case .failed(let state, let reason): Failure(.database, "数据库执行出错（\(state)）：\(reason)")
        case .unexpectedValue(let column): Failure(.database, "数据库中“\(column)”一列的内容不是本程序写入的形式，请运行 mingtang check。")
        }
    }

    private static func sentence(_ refusal: DraftCatalogue.Refusal) -> String {
        switch refusal {
        case .noItems: "文件中没有任何公开事项，不能编成目录。"
        case .unknownDomain(let levels, let row):
            "第 \(row) 行的事项“\(levels.joined(separator: " / "))”没有写明所属领域，请在文件中补上领域，或者用 --domain 指定。"
        }
    }

    private static func sentence(_ refusal: AnswerComment.Refusal) -> String {
        switch refusal {
        case .unknownReceipt: "没有这个回执号的意见，请用 mingtang comments list 查对。"
        case .answered: "这条意见已经答复过。"
        case .emptyAnswer: "答复内容是空的。"
        }
    }

    private static func sentences(_ refusal: GatherChecklist.Refusal) -> [String] {
        switch refusal {
        case .noEntries: ["文件中没有任何清单事项。"]
        case .withheldWithoutGround(let faults):
            faults.map { fault in
                let missing = [fault.lacksBasis ? "法律依据" : nil, fault.lacksReassessment ? "重新评估日期" : nil].compactMap { $0 }
                return "第 \(fault.row) 行“\(fault.name)”列为不予公开，但缺少\(missing.joined(separator: "和"))；条例第十八条要求不予公开的信息有法律依据并定期评估。"
            }
        case .repeatedCode(let row, let code): ["第 \(row) 行的编号“\(code)”在同一来源中重复，请改正后再导入。"]
        }
    }
}
