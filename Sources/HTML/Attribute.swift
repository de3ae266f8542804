/// An attribute of an element. The names are a closed set: no event handler and no `style` is among them, and what a browser would follow
/// or load takes a `WebAddress`.
package struct Attribute: Sendable {
    private let prefix: StaticString
    private let name: StaticString
    /// `nil` for an attribute that is only there or not.
    private let value: String?

    private init(_ name: StaticString, _ value: String?, prefix: StaticString = " ") {
        self.prefix = prefix
        self.name = name
        self.value = value
    }

    func write(to bytes: inout [UInt8]) {
        bytes.append(prefix)
        bytes.append(name)
        guard let value else { return }
        bytes.append("=\"")
        Escaping.append(value, to: &bytes, marksControls: true)
        bytes.append(UInt8(ascii: "\""))
    }

    /// The same with the address that the rule gives; `nil` when it leads nowhere. A place on the page itself stays.
    func led(by rule: HTMLWriter.LinkRule) -> Attribute? {
        switch "\(name)" {
        case "href", "action", "formaction":
            guard let value, value.utf8.first != UInt8(ascii: "#") else { return self }
            return rule(value).map { Attribute(name, $0) }
        // Neither a download nor another window.
        case "download", "target": return nil
        default: return self
        }
    }

    /// `aria-…`
    package static func aria(_ name: StaticString, _ value: String) -> Attribute { Attribute(name, value, prefix: " aria-") }
    /// `data-…`, for this site's own script.
    package static func data(_ name: StaticString, _ value: String = "") -> Attribute { Attribute(name, value, prefix: " data-") }

    package static func href(_ address: WebAddress) -> Attribute { Attribute("href", address.text) }
    package static func src(_ address: WebAddress) -> Attribute { Attribute("src", address.text) }
    package static func action(_ address: WebAddress) -> Attribute { Attribute("action", address.text) }
    package static func formAction(_ address: WebAddress) -> Attribute { Attribute("formaction", address.text) }
    package static func itemType(_ address: WebAddress) -> Attribute { Attribute("itemtype", address.text) }
    package static func itemIdentifier(_ address: WebAddress) -> Attribute { Attribute("itemid", address.text) }

    package static func `class`(_ value: String) -> Attribute { Attribute("class", value) }
    package static func id(_ value: String) -> Attribute { Attribute("id", value) }
    package static func lang(_ value: String) -> Attribute { Attribute("lang", value) }
    package static func title(_ value: String) -> Attribute { Attribute("title", value) }
    package static func alt(_ value: String) -> Attribute { Attribute("alt", value) }
    package static func name(_ value: String) -> Attribute { Attribute("name", value) }
    package static func value(_ value: String) -> Attribute { Attribute("value", value) }
    package static func type(_ value: String) -> Attribute { Attribute("type", value) }
    package static func `for`(_ value: String) -> Attribute { Attribute("for", value) }
    package static func role(_ value: String) -> Attribute { Attribute("role", value) }
    package static func label(_ value: String) -> Attribute { Attribute("label", value) }
    package static func rel(_ value: String) -> Attribute { Attribute("rel", value) }
    package static func httpEquivalent(_ value: String) -> Attribute { Attribute("http-equiv", value) }
    package static func content(_ value: String) -> Attribute { Attribute("content", value) }
    package static func charset(_ value: String) -> Attribute { Attribute("charset", value) }
    package static func placeholder(_ value: String) -> Attribute { Attribute("placeholder", value) }
    package static func autocomplete(_ value: String) -> Attribute { Attribute("autocomplete", value) }
    package static func inputMode(_ value: String) -> Attribute { Attribute("inputmode", value) }
    package static func dateTime(_ value: String) -> Attribute { Attribute("datetime", value) }
    package static func scope(_ value: String) -> Attribute { Attribute("scope", value) }
    package static func headers(_ value: String) -> Attribute { Attribute("headers", value) }
    package static func method(_ value: String) -> Attribute { Attribute("method", value) }
    package static func accept(_ value: String) -> Attribute { Attribute("accept", value) }
    package static func sizes(_ value: String) -> Attribute { Attribute("sizes", value) }
    package static func itemProperty(_ value: String) -> Attribute { Attribute("itemprop", value) }
    package static func itemReference(_ value: String) -> Attribute { Attribute("itemref", value) }
    package static func encoding(_ value: String) -> Attribute { Attribute("enctype", value) }
    package static func spellCheck(_ value: String) -> Attribute { Attribute("spellcheck", value) }
    package static func translate(_ value: String) -> Attribute { Attribute("translate", value) }
    package static func hrefLanguage(_ value: String) -> Attribute { Attribute("hreflang", value) }
    package static func wrap(_ value: String) -> Attribute { Attribute("wrap", value) }
    package static func target(_ value: String) -> Attribute { Attribute("target", value) }

    package static func columnSpan(_ value: Int) -> Attribute { Attribute("colspan", String(value)) }
    package static func rowSpan(_ value: Int) -> Attribute { Attribute("rowspan", String(value)) }
    package static func tabIndex(_ value: Int) -> Attribute { Attribute("tabindex", String(value)) }
    package static func rows(_ value: Int) -> Attribute { Attribute("rows", String(value)) }
    package static func columns(_ value: Int) -> Attribute { Attribute("cols", String(value)) }
    package static func maxLength(_ value: Int) -> Attribute { Attribute("maxlength", String(value)) }
    package static func minLength(_ value: Int) -> Attribute { Attribute("minlength", String(value)) }
    package static func start(_ value: Int) -> Attribute { Attribute("start", String(value)) }
    package static func width(_ value: Int) -> Attribute { Attribute("width", String(value)) }
    package static func height(_ value: Int) -> Attribute { Attribute("height", String(value)) }
    package static func size(_ value: Int) -> Attribute { Attribute("size", String(value)) }

    package static let hidden = Attribute("hidden", nil)
    package static let checked = Attribute("checked", nil)
    package static let selected = Attribute("selected", nil)
    package static let disabled = Attribute("disabled", nil)
    package static let required = Attribute("required", nil)
    package static let multiple = Attribute("multiple", nil)
    package static let open = Attribute("open", nil)
    package static let itemScope = Attribute("itemscope", nil)
    package static let autofocus = Attribute("autofocus", nil)
    package static let noValidate = Attribute("novalidate", nil)
    package static let download = Attribute("download", nil)
    package static let readOnly = Attribute("readonly", nil)
}
