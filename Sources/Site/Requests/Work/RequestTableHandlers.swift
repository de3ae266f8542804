import Domain
import Files
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Interchange
import Operations
import Pages
import Persistence
import Registers

extension RequestTable.Column {
    /// What stands in the column, for the template.
    var what: String {
        switch self {
        case .channel: "必填。\(RequestChannel.allCases.map(\.name).joined(separator: "、"))"
        case .submitted: "年-月-日，例如 2026-03-20。当面提交的空着按今天算"
        case .received: "签收的邮件，签收之日就是收到申请之日"
        case .confirmed: "平常信函、传真、电子邮件、网上申请与申请人确认的日期"
        case .misdirected: "误投到不受理申请的部门时，那个部门收到的日期"
        case .oral: "口头申请、代为填写的写“是”"
        case .unit: "单位名称或者代码；空着由政务公开办受理"
        case .kind: "必填。\(ApplicantKind.allCases.map(\.label).joined(separator: "、"))"
        case .name: "最多 100 字"
        case .document: IdentityDocument.allCases.map(\.name).joined(separator: "、")
        case .documentNumber: "请把这一栏设为文本格式，以免末位变成 0"
        case .representative, .contactPerson: "单位申请填写"
        case .phone, .email, .address: "三项至少有一项"
        case .postcode: "6 位数字"
        case .description: "最多 2000 字；申请内容、文号、其他特征至少有一项"
        case .number: "例如 明政发〔2026〕3号"
        case .features: "年份、地点、制作机关等"
        case .carrier: Carrier.allCases.map(\.name).joined(separator: "、")
        case .delivery: DeliveryWay.allCases.map(\.name).joined(separator: "、")
        case .note: "不对外公开"
        case .duplicate: "同一申请人一年内申请过同样内容、确实又申请的写“是”"
        }
    }

    /// The stable name behind the words of a list; the words themselves when they are none of it.
    fileprivate func stable(_ text: String, units: [String: String]) -> String {
        func find<Choice: CaseIterable & RawRepresentable<String>>(_: Choice.Type, _ words: (Choice) -> [String]) -> String {
            Choice.allCases.first { words($0).contains(text) }?.rawValue ?? text
        }
        switch self {
        case .channel: return find(RequestChannel.self) { [$0.name] + $0.otherNames }
        case .kind: return find(ApplicantKind.self) { [$0.name, $0.label] }
        case .document: return find(IdentityDocument.self) { $0 == .identityCard ? [$0.name, "身份证"] : [$0.name] }
        case .carrier: return find(Carrier.self) { [$0.name] }
        case .delivery: return find(DeliveryWay.self) { [$0.name] }
        case .unit: return units[text] ?? text
        case .oral, .duplicate: return ["是", "√", "1"].contains(text) ? "1" : ""
        case .submitted, .received, .confirmed, .misdirected, .name, .documentNumber, .representative, .contactPerson, .phone, .email,
            .address, .postcode, .description, .number, .features, .note:
            return text
        }
    }
}

extension RequestChannel {
    /// What else people write for it.
    fileprivate var otherNames: [String] {
        switch self {
        case .counter: ["当面"]
        case .signedPost: ["邮寄", "挂号信", "特快专递"]
        case .plainPost: ["平信"]
        case .fax, .email: []
        case .internet: ["互联网", "网络"]
        }
    }
}

/// Rows as the browser keeps them, sealed, between preview and registering.
private struct SealedRows: Codable {
    struct Row: Codable {
        let line: Int
        let values: [String: String]
    }

    var rows: [Row]
    var unknown: [String]
}

extension WorkRequest {
    /// Of the table, in bytes.
    private static let tableLimit = 8 << 20

    func requestTable() async throws -> Answer { requestTable(problems: []) }

    private func requestTable(problems: [(field: String, message: String)], status: Int = 200) -> Answer {
        show(
            RequestTablePage(
                columns: RequestTable.Column.allCases.map { RequestTablePage.Column(heading: $0.heading, what: $0.what) },
                mostRows: ImportRequests.mostRows, limitMegabytes: Self.tableLimit >> 20, problems: problems,
                hasKey: installation.vault != nil), status: HTTPResponse.Status(code: status))
    }

    /// A table to preview, or the word to register what was previewed.
    func importRequests() async throws -> Answer {
        let isTable = request.headers[.contentType]?.hasPrefix("multipart/form-data") == true
        guard isTable else { return try await registerRows() }
        let store = try portal.fileStore()
        do {
            let form = try await MultipartForm.read(request, into: store, limits: MultipartLimits(fileInBytes: Self.tableLimit))
            guard let upload = form.files.first(where: { $0.stored.sizeInBytes > 0 }) else { throw MultipartRefusal.notMultipart }
            // Nothing about applicants stays in the clear, whatever becomes of the table.
            let table: RequestTable
            do {
                table = try await readTable(upload, store)
            } catch {
                for file in form.files { try await drop(file.stored.digest, store) }
                throw error
            }
            for file in form.files { try await drop(file.stored.digest, store) }
            let names = try await unitCodes()
            let rows = SealedRows(
                rows: table.rows.map { row in
                    let cells = row.cells.map { ($0.key.rawValue, $0.key.stable($0.value, units: names)) }
                    return SealedRows.Row(line: row.line, values: Dictionary(cells, uniquingKeysWith: { $1 }))
                }, unknown: table.unknown)
            return try await preview(rows)
        } catch let refusal as UploadRefusal {
            return requestTable(problems: [("file", refusal.sentence)], status: refusal.status)
        } catch let refusal as MultipartRefusal {
            return requestTable(problems: [("file", refusal.sentence)], status: refusal.status)
        } catch let error as UnreadableFile {
            return requestTable(problems: [("file", error.reason)], status: 415)
        }
    }

    private func readTable(_ upload: UploadedFile, _ store: FileStore) async throws -> RequestTable {
        _ = try await judge(upload, store)
        let bytes = try store.read(upload.stored.digest)
        return try await BlockingWork.run { () -> Result<RequestTable, UnreadableFile> in
            do throws(UnreadableFile) {
                return .success(try RequestTable.read(bytes, mostRows: ImportRequests.mostRows))
            } catch { return .failure(error) }
        }.get()
    }

    /// The codes of units by their names.
    private func unitCodes() async throws -> [String: String] {
        try await read { view in
            let units = try view.unitRegister.all().filter { !$0.isImported }
            return Dictionary(units.flatMap { [($0.name, $0.code), ($0.shortName, $0.code)] }, uniquingKeysWith: { first, _ in first })
        }
    }

    private func preview(_ read: SealedRows, status: HTTPResponse.Status = .ok) async throws -> Answer {
        let staff = try staff
        let found = try await check(read).problems
        let payload = found.isEmpty ? try sealed(read, staff) : ""
        let page = RequestTablePreviewPage(
            rows: read.rows.map { row in
                RequestTablePreviewPage.Row(
                    line: row.line, channel: RequestChannel(rawValue: row.values["channel"] ?? "")?.name ?? row.values["channel"] ?? "",
                    applicant: ApplicantKind(rawValue: row.values["kind"] ?? "")?.label ?? row.values["kind"] ?? "",
                    content: (row.values["description"] ?? row.values["number"] ?? row.values["features"] ?? "").shortened(80))
            }, problems: found, unknown: read.unknown, payload: payload)
        return show(page, status: found.isEmpty ? status : .unprocessableContent)
    }

    private func sealed(_ rows: SealedRows, _ staff: Staff) throws -> String {
        let bytes = [UInt8](try JSONEncoder().encode(rows))
        return Data(try ImportRequests(installation, county: county).sealed(bytes, for: staff)).base64EncodedString()
    }

    /// Every row as an entry, and everything that is wrong, in the order of the rows.
    private func check(_ read: SealedRows) async throws -> (rows: [ImportRequests.Row], problems: [RequestTablePreviewPage.Problem]) {
        let today = now.day
        var rows: [ImportRequests.Row] = []
        var problems: [RequestTablePreviewPage.Problem] = []
        var forms: [Int: RequestForm] = [:]
        for row in read.rows {
            let reading = EntryReading(TypedForm(row.values), today: today)
            problems += reading.problems.map {
                RequestTablePreviewPage.Problem(line: row.line, column: Self.heading($0.field), sentence: $0.message)
            }
            guard let entry = reading.entry else { continue }
            forms[row.line] = entry.form
            rows.append(ImportRequests.Row(line: row.line, entry: entry))
        }
        let found = try await ImportRequests(installation, county: county).problems(rows, by: try staff)
        problems += found.map { $0.shown(forms[$0.line]) }
        return (rows, problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) })
    }

    fileprivate static func heading(_ field: String) -> String { RequestTable.Column(rawValue: field)?.heading ?? "" }

    private func registerRows() async throws -> Answer {
        let staff = try staff
        // Base64 of the most that a table can hold.
        let form = try await readForm(limit: 48 << 20)
        guard let bytes = Data(base64Encoded: form["rows"] ?? ""),
            let opened = try ImportRequests(installation, county: county).opened([UInt8](bytes), for: staff)
        else { throw Refusal.badRequest("预览已经失效，请重新上传清单。") }
        let read = try JSONDecoder().decode(SealedRows.self, from: Data(opened))
        let (rows, problems) = try await check(read)
        guard problems.isEmpty else { return try await preview(read) }
        do {
            _ = try await ImportRequests(installation, county: county).run(rows, by: staff)
        } catch is ImportRequests.Refusal {
            // Something has changed between the two looks at it.
            return try await preview(read)
        }
        return .redirect(to: WorkRoute.requests.link(query: [("order", "newest"), ("done", WorkNotice.imported.rawValue)]))
    }
}

extension ImportRequests.Problem {
    fileprivate func shown(_ form: RequestForm?) -> RequestTablePreviewPage.Problem {
        let (column, sentence): (String, String) =
            switch reason {
            case .fault(let fault):
                (WorkRequest.heading(fault.field.rawValue), form.map { fault.sentence(in: $0.tidied) } ?? fault.field.label(for: .person))
            case .unknownUnit(let text): (RequestTable.Column.unit.heading, "没有“\(text.shortened(40))”这个单位，请写单位全称")
            case .duplicate(let numbers):
                (
                    RequestTable.Column.description.heading,
                    "同一申请人已经就同样的内容提出过申请：\(numbers.joined(separator: "、"))。确实又申请的，在“重复仍登记”栏写“是”"
                )
            case .request(let reason): (WorkRequest.heading(reason.dayField ?? ""), reason.sentence)
            }
        return RequestTablePreviewPage.Problem(line: line, column: column, sentence: sentence)
    }
}
