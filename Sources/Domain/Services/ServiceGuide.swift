/// A service guide (办事指南): everything that somebody needs to have one matter done, element by element. What it does not list may not be asked for
/// (S 002 二5; RULES §9).
package struct ServiceGuide: Sendable, Hashable, Codable {
    /// 事项名称
    package var name: String
    /// 事项编码
    package var code: String
    /// 设定依据
    package var bases: [LegalBasis]
    /// 实施机关
    package var agency: String
    /// 办理条件, a line each.
    package var conditions: [String]
    /// 办理程序
    package var steps: [GuideStep]
    /// 法定办理时限; `nil` where no law sets one.
    package var statutoryLimit: ServiceLimit?
    /// 承诺办理时限
    package var promisedLimit: ServiceLimit?
    /// 办理材料
    package var materials: [Material]
    /// That nothing has to be brought, said on purpose: an empty list alone may be a forgotten one.
    package var needsNoMaterials: Bool
    /// 收费
    package var fee: ServiceFee?
    /// 办理地点
    package var place: String
    /// 工作时间
    package var hours: String
    /// 咨询电话
    package var phone: String
    /// 监督电话
    package var supervisionPhone: String
    /// 办理结果
    package var result: String
    /// 结果送达
    package var delivery: String
    /// 公开范围
    package var scope: String
    /// 服务对象
    package var audiences: [ServiceAudience]
    /// 人生事件、企业事件, such as 出生 or 企业开办; free words, because counties name them differently.
    package var lifeEvents: [String]
    /// 办理渠道
    package var channels: [ServiceChannel]
    /// Where it is done online.
    package var onlineAddress: String

    package init(name: String = "", code: String = "") {
        self.name = name
        self.code = code
        (bases, conditions, steps, materials, audiences, lifeEvents, channels) = ([], [], [], [], [], [], [])
        (agency, place, hours, phone, supervisionPhone, result, delivery, scope, onlineAddress) = ("", "", "", "", "", "", "", "", "")
        needsNoMaterials = false
    }

    package static let longestLine = 200
    package static let longestText = 4_000
    package static let mostRows = 40
    package static let mostFiles = 60

    /// A provision that the matter rests on: document and article.
    package struct LegalBasis: Sendable, Hashable, Codable {
        package var document: String
        package var article: String

        package init(document: String, article: String) {
            self.document = document
            self.article = article
        }

        package var words: String { document + article }
    }

    /// Something that has to be brought (申请材料).
    package struct Material: Sendable, Hashable, Codable {
        package var name: String
        package var kind: Kind
        package var copies: Int
        /// 来源渠道, such as 申请人自备 or 政府部门核发.
        package var source: String
        /// 材料形式
        package var form: Form
        package var basis: String
        /// Whether it is a form that the applicant fills in: then blank form, instructions and a filled sample must be there (S 002 二5).
        package var isForm: Bool
        package var files: [File]

        package init(
            name: String, kind: Kind = .original, copies: Int = 1, source: String = "", form: Form = .either, basis: String = "",
            isForm: Bool = false, files: [File] = []
        ) {
            self.name = name
            self.kind = kind
            self.copies = copies
            self.source = source
            self.form = form
            self.basis = basis
            self.isForm = isForm
            self.files = files
        }

        package enum Kind: String, Sendable, CaseIterable, Codable, Hashable {
            case original = "原件"
            case copy = "复印件"
            case both = "原件和复印件"
        }

        package enum Form: String, Sendable, CaseIterable, Codable, Hashable {
            case paper = "纸质"
            case electronic = "电子"
            case either = "纸质或电子"
        }

        package func file(_ role: File.Role) -> File? { files.first { $0.role == role } }

        package var words: String {
            "\(name)：\(kind.rawValue) \(copies) 份，\(form.rawValue)，来源：\(source)" + (basis.isEmpty ? "" : "，依据：\(basis)")
        }
    }

    /// 规范表格, 填写说明, 示范文本 of a material. The bytes lie in the file store under their digest.
    package struct File: Sendable, Hashable, Codable {
        package enum Role: String, Sendable, CaseIterable, Codable, Hashable {
            case form = "规范表格"
            case instructions = "填写说明"
            case sample = "示范文本"
        }

        package var role: Role
        package var attachment: DraftAttachment

        package init(role: Role, attachment: DraftAttachment) {
            self.role = role
            self.attachment = attachment
        }
    }

    /// All its files, in the order of the materials: the order in which its document carries them.
    package var files: [File] { materials.flatMap(\.files) }
}

/// Who a service or a policy is for (服务对象).
package enum ServiceAudience: String, Sendable, CaseIterable, Codable, Hashable {
    case person = "个人"
    case enterprise = "企业"
    case otherOrganisation = "其他组织"
}

/// How a service can be had (办理渠道).
package enum ServiceChannel: String, Sendable, CaseIterable, Codable, Hashable {
    case window = "窗口办理"
    case online = "网上办理"
    case selfService = "自助终端"
    case post = "邮寄办理"
}

/// How long it takes (办理时限).
package enum ServiceLimit: Sendable, Hashable {
    /// 即时办结
    case atOnce
    case workingDays(Int)
    case calendarDays(Int)

    package static let most = 3_650

    package var words: String {
        switch self {
        case .atOnce: "即时办结"
        case .workingDays(let number): "\(number) 个工作日"
        case .calendarDays(let number): "\(number) 日"
        }
    }

    /// Reads 即时办结, 5个工作日, 30日 and how else they are written; `nil` for anything else.
    package init?(text: String) {
        let text = Folding.fold(text).filter { !$0.isWhitespace }
        if ["即时办结", "即办", "当场办结", "即时", "当场"].contains(text) {
            self = .atOnce
            return
        }
        let digits = text.utf8.prefix { (48...57).contains($0) }
        guard let number = Int(String(decoding: digits, as: UTF8.self)), (1...Self.most).contains(number) else { return nil }
        switch String(decoding: text.utf8.dropFirst(digits.count), as: UTF8.self) {
        case "个工作日", "工作日": self = .workingDays(number)
        case "日", "天", "个自然日", "自然日", "个日历日": self = .calendarDays(number)
        default: return nil
        }
    }
}

extension ServiceLimit: Codable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(words)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let limit = ServiceLimit(text: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no limit: \(text)")
        }
        self = limit
    }
}

/// What it costs (收费).
package struct ServiceFee: Sendable, Hashable, Codable {
    /// Fen; nought is free.
    package var amountInFen: Int
    /// For what that amount is asked, such as 每平方米; empty for the whole.
    package var per: String
    /// 收费依据; a fee without one is none.
    package var basis: String

    package static let free = ServiceFee(amountInFen: 0, per: "", basis: "")

    package init(amountInFen: Int, per: String, basis: String) {
        self.amountInFen = amountInFen
        self.per = per
        self.basis = basis
    }

    package var isFree: Bool { amountInFen == 0 }

    package var words: String { isFree ? "不收费" : "\(per)\(Self.yuan(amountInFen)) 元，依据：\(basis)" }

    /// 12.50, and 12 for whole yuan.
    package static func yuan(_ fen: Int) -> String {
        let (whole, rest) = (fen / 100, fen % 100)
        return rest == 0 ? "\(whole)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }
}
