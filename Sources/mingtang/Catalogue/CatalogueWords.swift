import Domain
import Operations
import Persistence
import Registers

/// What the catalogue commands say.
enum CatalogueWords {
    static func name(_ level: CatalogueVersion.Level) -> String {
        switch level {
        case .national: "国家指引"
        case .provincial: "省级指引"
        case .county: "县级目录"
        }
    }

    static func name(_ state: CatalogueVersion.State) -> String {
        switch state {
        case .draft: "草案"
        case .adopted: "现行"
        case .superseded: "已被代替"
        }
    }

    static func drafted(_ outcome: DraftCatalogue.Outcome) -> String {
        let version = outcome.version
        var lines = [
            "已编成\(name(version.level))草案《\(version.title)》，版本号 \(version.id)：事项 \(outcome.itemCount) 个，其中沿用上一版本 \(outcome.carriedOn) 个。"
        ]
        if !outcome.unknownSubjects.isEmpty {
            let sorted = outcome.unknownSubjects.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            lines.append("未登记的公开主体：\(sorted.map { "\($0.key)（\($0.value)）" }.joined(separator: "、"))")
        }
        if !outcome.duplicates.isEmpty { lines.append("文件中重复的事项：\(outcome.duplicates.joined(separator: "；"))") }
        if !outcome.ownDomains.isEmpty { lines.append("26 个标准领域之外的领域：\(outcome.ownDomains.joined(separator: "、"))") }
        return lines.joined(separator: "\n")
    }

    /// Puts a draft into force and says so.
    /// - Throws: `Failure` that names every item a rule misses.
    static func adopt(_ version: CatalogueVersion.ID, effective: Day, in place: Workplace, actor: String) async throws {
        do {
            let adopted = try await AdoptCatalogue(place.installation).run(
                version, effective: effective, county: place.county, actor: actor)
            Output.line("已公布《\(adopted.title)》，自 \(effective) 起施行。")
        } catch let refusal as AdoptCatalogue.Refusal {
            let county = place.county.id
            let domains = try await place.installation.store.read { try DutyRegister($0, site: county).domains() }
            throw Failure(.content, sentences(refusal, domains: domains))
        }
    }

    private static func sentences(_ refusal: AdoptCatalogue.Refusal, domains: [DisclosureDomain]) -> [String] {
        switch refusal {
        case .unknownVersion: return ["没有这个版本，请用 mingtang catalogue list 查对。"]
        case .beforePredecessor(let start): return ["不能公布：施行日期早于现行目录的施行日期 \(start)，请改为这一天或者之后的日期。"]
        case .unexplained(let missing):
            return ["不能公布：上一版本的 \(missing.count) 个事项在草案中没有了，也没有说明理由；请在调整说明中逐项写明取消的理由，或者恢复这些事项："]
                + grouped(missing, domains)
        case .rules(let refusals):
            return refusals.flatMap { refusal -> [String] in
                switch refusal {
                case .notDraft(let state): ["不能公布：这个版本的状态是“\(name(state))”，只有草案可以公布。"]
                case .empty: ["不能公布：草案中没有事项。"]
                case .dropped(let missing):
                    ["不能公布：标准指引的 \(missing.count) 个事项在草案中没有；指引的事项可以细化、增加，不能减少，请补上："] + grouped(missing, domains)
                }
            }
        }
    }

    private static func grouped(_ missing: [CatalogueAdoption.Missing], _ domains: [DisclosureDomain]) -> [String] {
        let names = Dictionary(domains.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
        let groups = Dictionary(grouping: missing, by: \.domain)
        return groups.keys.sorted().flatMap { code -> [String] in
            ["  \(names[code] ?? code)："] + (groups[code] ?? []).map { "    \($0.levels.joined(separator: " / "))" }
        }
    }
}

/// Two versions side by side, for people and for programs.
struct ComparisonReport: Encodable {
    struct Version: Encodable {
        let id: String
        let title: String
        let effective: String?
    }

    struct Entry: Encodable {
        let change: String
        let id: String
        let domain: String
        let levels: [String]
        let fields: [Field]
        let reason: String?
    }

    struct Field: Encodable {
        let field: String
        let old: [String]
        let new: [String]
    }

    let new: Version
    let old: Version
    let unchanged: Int
    let changes: [Entry]

    init(_ comparison: CatalogueComparison, new: CatalogueVersion, old: CatalogueVersion, domains: [DisclosureDomain]) {
        let names = Dictionary(domains.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
        func entry(_ change: String, _ item: CatalogueItem, _ fields: [Field] = []) -> Entry {
            Entry(
                change: change, id: item.id.description, domain: names[item.domain] ?? item.domain, levels: item.entry.levels,
                fields: fields,
                reason: item.adjustment.isEmpty ? nil : item.adjustment)
        }
        self.new = Version(id: new.id.description, title: new.title, effective: new.effective?.description)
        self.old = Version(id: old.id.description, title: old.title, effective: old.effective?.description)
        unchanged = comparison.unchangedCount
        changes = comparison.changes.map { change in
            switch change {
            case .added(let item): entry("added", item)
            case .removed(let item): entry("removed", item)
            case .changed(_, let item, let fields):
                entry("changed", item, fields.map { Field(field: $0.field.rawValue, old: $0.old, new: $0.new) })
            }
        }
    }

    var text: String {
        let counts = ["added", "removed", "changed"].map { kind in changes.count { $0.change == kind } }
        var lines = ["《\(new.title)》与《\(old.title)》相比：新增 \(counts[0])，取消 \(counts[1])，变更 \(counts[2])，未变 \(unchanged)。"]
        var domain: String?
        for entry in changes {
            if entry.domain != domain { lines += ["", entry.domain] }
            domain = entry.domain
            let mark = ["added": "新增", "removed": "取消", "changed": "变更"][entry.change] ?? entry.change
            lines.append("  [\(mark)] \(entry.levels.joined(separator: " / "))\(entry.reason.map { "（\($0)）" } ?? "")")
            for field in entry.fields {
                lines.append("      \(field.field)：\(field.old.joined(separator: "；")) → \(field.new.joined(separator: "；"))")
            }
        }
        return lines.joined(separator: "\n")
    }
}
