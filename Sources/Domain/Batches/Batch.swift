/// A list of one item's many documents (批量公开): permits, penalties or subsidies that are brought in, decided, published and undone as a
/// whole. Each row is a draft of its own, so that it can be found, corrected and withdrawn by itself.
package struct Batch: Sendable, Hashable {
    package typealias ID = Identifier<Batch>

    package let id: ID
    package let unit: OrganisationUnit.ID
    package let item: CatalogueItem.ID
    /// Name of the file that it came from.
    package let name: String
    package let state: State
    /// Documents in it; before they are brought in, the rows that may be.
    package let rowCount: Int
    package let created: Instant
    package let createdBy: Account.ID
    package let version: Int

    package init(
        id: ID, unit: OrganisationUnit.ID, item: CatalogueItem.ID, name: String, state: State, rowCount: Int, created: Instant,
        createdBy: Account.ID, version: Int = 1
    ) {
        self.id = id
        self.unit = unit
        self.item = item
        self.name = name
        self.state = state
        self.rowCount = rowCount
        self.created = created
        self.createdBy = createdBy
        self.version = version
    }

    /// Where the slowest of its documents stand.
    package enum State: String, Sendable, CaseIterable {
        /// 预览: nothing is brought in yet.
        case preview
        case drafting, inReview, approved, published
        /// Withdrawn, discarded, and the preview that came to nothing.
        case undone
    }

    /// What is done to all of its documents, one after another.
    package enum Act: String, Sendable, CaseIterable {
        case bringIn, check, submit, approve, returned, publish, undo
    }

    /// An act on its way (批量办理). What it has done so far is on record, so that another process can go on with it.
    package struct Job: Sendable, Hashable {
        package let act: Act
        package let state: State
        package let account: Account.ID
        /// One reason for all.
        package let reason: String
        package let ground: WithdrawalGround?
        /// The step of the approval path that is decided, counted from 0.
        package let step: Int?
        /// Where it goes on: the last draft, or the last row of the file, that it has dealt with.
        package let cursor: Int64
        package let done: Int
        /// Those that a rule refused; they stay as they were.
        package let refused: Int
        package let total: Int
        /// When the present run began, and how many were done then.
        package let started: Instant
        package let startedDone: Int
        package let changed: Instant

        package init(
            act: Act, state: State, account: Account.ID, reason: String, ground: WithdrawalGround?, step: Int?, cursor: Int64, done: Int,
            refused: Int, total: Int, started: Instant, startedDone: Int, changed: Instant
        ) {
            self.act = act
            self.state = state
            self.account = account
            self.reason = reason
            self.ground = ground
            self.step = step
            self.cursor = cursor
            self.done = done
            self.refused = refused
            self.total = total
            self.started = started
            self.startedDone = startedDone
            self.changed = changed
        }

        package enum State: String, Sendable, CaseIterable {
            case running, finished
            /// Whoever began it may no longer do so, or its file is gone.
            case stopped
        }

        /// Documents a second in the present run; `nil` before the first ones are done.
        package var rate: Double? {
            let milliseconds = changed.milliseconds - started.milliseconds
            guard done > startedDone, milliseconds > 0 else { return nil }
            return Double(done - startedDone) * 1000 / Double(milliseconds)
        }

        /// Seconds until it is finished, at the present rate.
        package var secondsLeft: Int? { rate.map { Int((Double(max(0, total - done)) / $0).rounded(.up)) } }
    }

    /// How many of its documents stand where.
    package struct Tally: Sendable, Hashable {
        package var drafting = 0
        /// Waiting for a decision, by the step of the path.
        package var inReview: [Int: Int] = [:]
        package var referred = 0
        package var approved = 0
        package var published = 0
        package var withheld = 0
        package var discarded = 0

        package init() {}

        package var waiting: Int { inReview.values.reduce(0, +) }
        package var total: Int { drafting + waiting + referred + approved + published + withheld + discarded }
        /// Not yet public, and not closed.
        package var open: Int { drafting + waiting + referred + approved }

        /// The state of the whole, as that of its slowest part.
        package var state: Batch.State {
            if drafting > 0 { return .drafting }
            if waiting + referred > 0 { return .inReview }
            if approved > 0 { return .approved }
            return published + withheld > 0 ? .published : .undone
        }
    }
}

/// Why a batch, or an act on it, is refused.
package enum BatchRefusal: Error, Sendable, Hashable {
    case empty
    /// No line that could be headings.
    case noHeadings
    case tooManyRows(Int)
    case tooManyColumns(Int)
    /// The file was read, but is more than one list may hold.
    case tooMuch(String)
    case unknownItem
    /// 依申请公开: what is not published by itself is not published by the thousand either.
    case notProactive
    case nothingToBringIn
    case elementsMissing([String])
    case templateUnknown(column: String)
    case templateEmpty
    case isWorking
    case isNotPreview
    case nothingToDo
    case unknown
    case fileGone

    /// What is in the way, and how to go on.
    package var sentence: String {
        switch self {
        case .empty: "文件里没有数据行，请检查后重新上传。"
        case .noHeadings: "没有找到表头。请在第一行写清各栏的名称（如：行政相对人、许可内容、决定日期），再重新上传。"
        case .tooManyRows(let count):
            "文件有 \(Self.grouped(count)) 行数据，一批最多 \(Self.grouped(BatchTable.mostRows)) 行，没有导入任何内容。请按月份或者按类别拆成 "
                + "\((count + BatchTable.mostRows - 1) / BatchTable.mostRows) 个文件，每个文件保留同样的表头，分批导入。"
        case .tooManyColumns(let count): "表格有 \(count) 栏，一批最多 \(BatchTable.mostColumns) 栏。请删去不公开的栏目后重新上传。"
        case .tooMuch(let reason):
            "\(reason)一批最多 \(Self.grouped(BatchTable.mostRows)) 行、\(Self.grouped(BatchTable.mostCells)) 个单元格，请拆成几个文件分批导入。"
        case .unknownItem: "没有选定公开事项，或者这个事项不由该单位负责，请从列表中选择。"
        case .notProactive: "这个事项是依申请公开的，不能批量公开。"
        case .nothingToBringIn: "没有一行可以导入，请按下面的错误改正文件，或者调整栏目对应后再导入。"
        case .elementsMissing(let names):
            "目录要求写明“\(names.prefix(5).joined(separator: "、"))”\(names.count > 5 ? "等 \(names.count) 项" : "")，表格里没有同名的栏目。请在“其余要素”中说明写在哪里，或者为什么不适用。"
        case .templateUnknown(let column): "标题写法里的“{\(column)}”不是表格的栏目名称，请改成表头中的名称。"
        case .templateEmpty: "标题写法是空的。请选择标题所在的栏目，或者写出标题的拼写方法。"
        case .isWorking: "这一批正在办理，请等它完成后再操作。"
        case .isNotPreview: "这一批已经导入，不能再改栏目对应；需要重来，请先整批撤销。"
        case .nothingToDo: "这一批里没有可以这样办理的稿件，请刷新页面查看现在的情况。"
        case .unknown: "没有这一批。"
        case .fileGone: "这一批的原始文件已经不在，不能继续导入。请整批撤销后重新上传。"
        }
    }

    private static func grouped(_ number: Int) -> String {
        let digits = Array(String(number).utf8)
        var result: [UInt8] = []
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result.append(UInt8(ascii: ",")) }
            result.append(digit)
        }
        return String(decoding: result, as: UTF8.self)
    }
}
