import Domain

/// Where links lead on a machine in a service hall (大厅终端): to the same pages under the kiosk's own path, to a QR code for one's telephone, or
/// nowhere.
package enum KioskLinks {
    package static let prefix = "/kiosk"

    package static func isKiosk(_ path: String) -> Bool { path == prefix || path.utf8.starts(with: "\(prefix)/".utf8) }

    /// A place of this site that a person can go on with on a telephone.
    package static func isForPhones(_ path: String) -> Bool {
        guard path.utf8.first == UInt8(ascii: "/"), let address = address(path) else { return false }
        switch address.route {
        case .asset, .feed, .health, .kiosk, .kioskPhone, .openSearch, .robots, .siteMapXML: return false
        default: return true
        }
    }

    /// `nil` for what is not on this site, and for what is of no use to a reader.
    static func lead(_ target: String) -> String? {
        let path = String(target.utf8.prefix { $0 != UInt8(ascii: "#") }) ?? ""
        guard let address = address(path) else { return nil }
        switch address.route {
        case .home, .kiosk: return prefix
        case .kioskPhone: return path
        case let route where route.isInKiosk: return prefix + path
        default: return isForPhones(path) ? Address.kioskPhone(path).path : nil
        }
    }

    private static func address(_ path: String) -> Address? {
        do { return try Address(path: path) } catch { return nil }  // a query that its page does not understand leads nowhere
    }
}

extension Route {
    /// Whether the page may be read in a service hall. A subject with pages for the hall adds its routes here.
    package var isInKiosk: Bool {
        switch self {
        case .disclosureHub, .guide, .rules, .statutory, .reports, .emergencies, .requests, .requestSheet: true
        case .catalogue, .domain, .item, .checklist, .versions, .version, .comparison: true
        case .units, .unit, .disclosures, .disclosure, .disclosureHistory, .search, .targetGroup: true
        case .services, .service, .policies, .policy, .ratings, .participation, .consultation, .messages, .message, .answers, .answer: true
        case .interpretations, .chains, .chain, .responses, .inspections: true
        case .coverage, .coverageUnit, .coverageDomain, .coverageItem, .coverageMonths, .programme, .siteMap, .accessibility: true
        case .ledgers, .ledger, .ledgerLine, .villageBoard, .gazetteIssue, .budgets: true
        default: false
        }
    }
}

extension Address {
    /// A page that stands nowhere else.
    package var isOnlyInKiosk: Bool { self == .kiosk || route == .kioskPhone }

    /// Whether its page offers words to look for.
    package var hasKioskWords: Bool { self == .kiosk || route == .search }
}

/// What the first page in a service hall offers (专区入口): one large tile each. A subject with something for the hall adds one line.
package struct KioskTile: Sendable {
    package let label: String
    package let words: String
    package let address: Address

    package init(_ label: String, _ words: String, _ address: Address) {
        self.label = label
        self.words = words
        self.address = address
    }

    package static let all: [KioskTile] = [
        KioskTile("最新公开", "刚刚公开的文件", .disclosures()),
        KioskTile("按领域查", "社会救助、征地补偿等", .catalogue),
        KioskTile("按单位查", "各部门、各乡镇", .units),
        KioskTile("办事指南", "要带什么、到哪里、多久办好", .services()),
        KioskTile("常见问题", "问过的问题和答复", .answers()),
        KioskTile("征求意见", "正在听您意见的事", .participation),
        KioskTile("政策解读", "图解、问答，和原文在一起", .interpretations()),
        KioskTile("法定主动公开", "按种类和年份查文件", .statutory),
        KioskTile("申请公开", "怎样申请，用手机或者纸质表", .requests),
        KioskTile("公开指南", "怎么查、找谁问", .guide),
        KioskTile("公开监测", "哪些按时、哪些还没有公开", .coverage()),
        KioskTile("年度报告", "政府信息公开工作", .reports),
        KioskTile("公开台账", "权责清单、证明事项、村务公开等", .ledgers),
    ]
}
