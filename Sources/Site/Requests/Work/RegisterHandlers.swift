import Domain
import HTML
import HTTPTypes
import Operations
import Pages
import Persistence
import Registers

extension TypedForm {
    /// Every field within its bounds; what a browser does not send is not there.
    init(_ form: FormFields) {
        self.init(Dictionary(form.fields.prefix(60).map { ($0.name, $0.value.shortened(12_000)) }, uniquingKeysWith: { first, _ in first }))
    }

    /// The application that was typed; `nil` while nobody has said who asks.
    var application: RequestForm? {
        guard let kind = ApplicantKind(rawValue: self["kind"]) else { return nil }
        return RequestForm(
            applicant: Applicant(
                kind: kind, name: self["name"], document: IdentityDocument(rawValue: self["document"]),
                documentNumber: self["documentNumber"], representative: self["representative"], contactPerson: self["contactPerson"],
                phone: self["phone"], email: self["email"], address: self["address"], postcode: self["postcode"]),
            unit: self["unit"],
            information: RequestedInformation(description: self["description"], number: self["number"], features: self["features"]),
            carrier: Carrier(rawValue: self["carrier"]), delivery: DeliveryWay(rawValue: self["delivery"]))
    }
}

extension RequestForm {
    /// Each fault as the form shows it.
    func problems(_ faults: [RequestFormFault]) -> [(field: String, message: String)] {
        faults.map { ($0.field.rawValue, $0.sentence(in: self)) }
    }
}

/// What a clerk's form for a new request says, read.
struct EntryReading {
    /// `nil` when something is wrong.
    private(set) var entry: FileRequest.Entry?
    private(set) var problems: [(field: String, message: String)] = []

    init(_ typed: TypedForm, today: Day) {
        let channel = RequestChannel(rawValue: typed["channel"])
        if channel == nil { problems.append(("channel", "请选择申请方式")) }
        let form = typed.application
        if form == nil { problems.append(("kind", "请选择申请人类型")) }
        var days: [String: Day] = [:]
        for (name, label) in Self.days where !Folding.trimmed(typed[name]).isEmpty {
            guard let day = Day(text: Folding.trimmed(typed[name])) else {
                problems.append((name, "“\(label)”的日期不对，请填写像 \(today) 这样的日期"))
                continue
            }
            if day > today { problems.append((name, "“\(label)”的日期不能晚于今天")) }
            days[name] = day
        }
        if typed["note"].unicodeScalars.count > 2000 { problems.append(("note", "备注最多 2000 字，请缩短")) }
        guard problems.isEmpty, let channel, let form else { return }
        var entry = FileRequest.Entry(form: form, channel: channel, isOral: !typed["oral"].isEmpty)
        (entry.submitted, entry.received) = (days["submitted"], days["received"])
        (entry.confirmed, entry.misdirected) = (days["confirmed"], days["misdirected"])
        // What is handed over at the counter is handed over when it is written down.
        if channel == .counter, entry.submitted == nil, entry.received == nil { entry.submitted = today }
        entry.allowsDuplicate = !typed["duplicate"].isEmpty
        entry.note = Folding.trimmed(typed["note"])
        self.entry = entry
    }

    static let days = [
        ("submitted", "提交、寄出或者发出"), ("received", "签收或者到达"), ("confirmed", "与申请人确认"), ("misdirected", "误投其他部门"),
    ]
}

extension WorkRequest {
    // MARK: The form

    func newRequest() async throws -> Answer {
        var typed = TypedForm()
        typed.values["token"] = String(installation.identifiers.nextValue())
        return show(try await registerPage(typed))
    }

    private func registerPage(
        _ typed: TypedForm, problems: [(field: String, message: String)] = [], duplicates: [String] = [],
        suggestions: [DisclosureLink]? = nil
    ) async throws -> RegisterRequestPage {
        let (staff, today, hasKey) = (try staff, now.day, installation.vault != nil)
        return try await read { view in
            let shared = try RequestView(view, today: today)
            let units = shared.units.values.filter { staff.handlesRequests(of: $0.id) && !$0.isImported }.sorted { $0.code < $1.code }
            let register = RequestRegister(view.transaction, site: view.site)
            return RegisterRequestPage(
                typed: typed, problems: problems, units: units.map { FilterOption(value: $0.code, label: $0.name) },
                hasOffice: staff.holds(.disclosureOffice),
                duplicates: try duplicates.compactMap { number in
                    try register.find(number: number).map { RegisterRequestPage.Known(id: $0.id, number: $0.number) }
                }, suggestions: suggestions, hasKey: hasKey)
        }
    }

    /// What the county has made public already that matches words; the best few.
    func publicDocuments(_ words: String, limit: Int) async throws -> RequestPage.Look {
        let terms = SearchTerms(words.shortened(100))
        guard !terms.isEmpty else { return RequestPage.Look(words: words, total: Total(0), hits: []) }
        let scope = portal.searchScope(county)
        let (hits, count) = try await installation.searchStore.read { transaction in
            let queries = SearchQueries(transaction, site: scope)
            return (try queries.best(terms, limit: limit), try queries.count(terms))
        }
        let links = try await read { view in
            let lines = Dictionary(
                try view.documents.lines(hits.map(\.document)).map { ($0.id, $0) }, uniquingKeysWith: { $1 })
            return hits.compactMap { lines[$0.document].map(DisclosureLink.init) }
        }
        return RequestPage.Look(words: words, total: Total(count.number, isCapped: count.isCapped), hits: links)
    }

    // MARK: Registering

    func registerRequest() async throws -> Answer {
        let staff = try staff
        let typed = TypedForm(form)
        if form["act"] == "suggest" {
            let words = [typed["description"], typed["number"]].filter { !$0.isEmpty }.joined(separator: " ")
            return show(try await registerPage(typed, suggestions: try await publicDocuments(words, limit: 8).hits))
        }
        let reading = EntryReading(typed, today: now.day)
        guard let entry = reading.entry else {
            return show(try await registerPage(typed, problems: reading.problems), status: .unprocessableContent)
        }
        if !entry.form.unit.isEmpty {
            let (code, permission) = (entry.form.unit, route.permission)
            let unit = try await read { try $0.unitRegister.find(code: code) }
            // The unit comes out of the form: the frame could not ask for it.
            if let unit, let refusal = permission.refusal(for: staff, unit: unit.id) { throw refusal }
        }
        do {
            let filed = try await FileRequest(installation, county: county).run(
                entry, by: staff, token: typed["token"].isEmpty ? nil : "staff \(staff.account) \(typed["token"].shortened(40))")
            return try await registered(filed)
        } catch FileRequest.Refusal.faults(let faults) {
            return show(
                try await registerPage(typed, problems: entry.form.tidied.problems(faults)), status: .unprocessableContent)
        } catch FileRequest.Refusal.duplicate(let numbers) {
            return show(try await registerPage(typed, duplicates: numbers), status: .unprocessableContent)
        } catch FileRequest.Refusal.unknownUnit {
            return show(try await registerPage(typed, problems: [("unit", "没有这个单位，请从列表中选择")]), status: .unprocessableContent)
        } catch let refusal as RequestRefusal {
            return show(
                try await registerPage(typed, problems: refusal.reasons.map { ($0.dayField ?? "channel", $0.sentence) }),
                status: .unprocessableContent)
        }
    }

    private func registered(_ filed: FileRequest.Filed) async throws -> Answer {
        let today = now.day
        let (request, unit, standing) = try await read { view in
            let shared = try RequestView(view, today: today)
            let register = RequestRegister(view.transaction, site: view.site)
            guard let request = try register.find(filed.id), let unit = shared.units[request.unit] else { throw Refusal.notFound }
            let history = RequestHistory(channel: request.channel, recorded: try register.facts(of: request.id))
            return (request, unit, shared.clock.standing(of: history, on: today))
        }
        let place = "\(county.placeName)政府信息公开平台“依申请公开”"
        let page = RequestRegisteredPage(
            request: request, unit: unit, code: filed.code, standing: standing,
            tracking: portal.settings.origin.map { "\(place)：\($0)\(Address.requests.link.text)" } ?? place)
        return show(page, status: .created)
    }
}

extension RequestReason {
    /// The field of the form for a new request that puts it right.
    var dayField: String? {
        guard case .problem(let problem) = self else { return nil }
        switch problem {
        case .inTheFuture(let kind, _), .outOfPlace(let kind, _, _):
            return EntryReading.days.contains { $0.0 == kind.rawValue } ? kind.rawValue : nil
        default: return nil
        }
    }
}
