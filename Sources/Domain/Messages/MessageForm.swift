/// What somebody writes, before it is registered.
package struct MessageForm: Sendable, Hashable {
    package var kind: Message.Kind?
    /// Code of a unit; empty when the writer leaves it to the office.
    package var unit: String
    package var title: String
    package var text: String
    package var sender: MessageSender
    /// `nil` while nothing is chosen.
    package var mayPublish: Bool?

    package init(
        kind: Message.Kind? = nil, unit: String = "", title: String = "", text: String = "", sender: MessageSender = MessageSender(),
        mayPublish: Bool? = nil
    ) {
        self.kind = kind
        self.unit = unit
        self.title = title
        self.text = text
        self.sender = sender
        self.mayPublish = mayPublish
    }

    /// Without what typing leaves behind.
    package var tidied: MessageForm {
        var form = self
        form.unit = Folding.trimmed(unit)
        form.title = Folding.trimmed(title)
        form.text = Folding.trimmed(text)
        form.sender = MessageSender(
            name: Folding.trimmed(sender.name), phone: Applicant.halfWidth(Folding.trimmed(sender.phone)),
            email: Applicant.halfWidth(Folding.trimmed(sender.email)))
        return form
    }

    /// Everything that is wrong, in the order of the fields. Looks at the form as `tidied` leaves it.
    package var faults: [MessageFault] {
        let form = tidied
        var faults: [MessageFault] = []
        if form.kind == nil { faults.append(MessageFault(.kind, .missing)) }
        faults += MessageFault.inText(form.unit, .unit)
        faults += MessageFault.inText(form.title, .title, isRequired: true)
        faults += MessageFault.inText(form.text, .text, isRequired: true, mayHaveLines: true)
        faults += MessageFault.inText(form.sender.name, .name)
        faults += MessageFault.inText(form.sender.phone, .phone) { ContactForms.isPhone($0) }
        faults += MessageFault.inText(form.sender.email, .email) { ContactForms.isMailAddress($0) }
        if form.mayPublish == nil { faults.append(MessageFault(.publish, .missing)) }
        return faults
    }
}

/// A field of a letter, as forms name it.
package enum MessageField: String, Sendable, CaseIterable, Hashable {
    case kind, unit, title, text, name, phone, email, publish

    /// Most Unicode scalars; `nil` for a choice from a list.
    package var limit: Int? {
        switch self {
        case .title: 100
        case .text: 5000
        case .name: 50
        case .phone: 30
        case .email: 100
        case .unit: 40
        case .kind, .publish: nil
        }
    }

    package var label: String {
        switch self {
        case .kind: "类型"
        case .unit: "希望由哪个单位答复"
        case .title: "标题"
        case .text: "内容"
        case .name: "姓名"
        case .phone: "联系电话"
        case .email: "电子邮箱"
        case .publish: "是否同意公开"
        }
    }
}

/// What is wrong with a letter, and where.
package struct MessageFault: Error, Sendable, Hashable {
    package enum Reason: Sendable, Hashable {
        case missing
        case tooLong(limit: Int, count: Int)
        /// Control characters.
        case unprintable
        case malformed
        /// There is no such unit.
        case unknown
    }

    package let field: MessageField
    package let reason: Reason

    package init(_ field: MessageField, _ reason: Reason) {
        self.field = field
        self.reason = reason
    }

    fileprivate static func inText(
        _ text: String, _ field: MessageField, isRequired: Bool = false, mayHaveLines: Bool = false,
        form: (String) -> Bool = { _ in true }
    ) -> [MessageFault] {
        guard !text.isEmpty else { return isRequired ? [MessageFault(field, .missing)] : [] }
        let count = text.unicodeScalars.count
        if let limit = field.limit, count > limit { return [MessageFault(field, .tooLong(limit: limit, count: count))] }
        guard Printable.allows(text, mayHaveLines: mayHaveLines) else { return [MessageFault(field, .unprintable)] }
        return form(text) ? [] : [MessageFault(field, .malformed)]
    }

    /// What is wrong, where, and how to put it right.
    package var sentence: String {
        switch reason {
        case .missing:
            switch field {
            case .kind: "请选择类型"
            case .publish: "请选择是否同意公开"
            case .unit, .title, .text, .name, .phone, .email: "请填写\(field.label)"
            }
        case .tooLong(let limit, let count): "\(field.label)最多 \(limit) 个字，现在有 \(count) 个，请缩短"
        case .unprintable: "\(field.label)里有无法显示的字符，请删去后重新填写"
        case .malformed:
            field == .phone ? "联系电话应为手机号码或者带区号的固定电话，例如 0716-8888888" : "电子邮箱的格式不对，应类似 name@example.com"
        case .unknown: "请从列表中选择单位"
        }
    }
}

/// Which characters a text may have (可显示字符): none that steer a terminal or turn the direction of writing.
enum Printable {
    static func allows(_ text: String, mayHaveLines: Bool) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x09, 0x0A, 0x0D: mayHaveLines
            case 0...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: false
            default: true
            }
        }
    }
}
