/// What is wrong with JSON that came in.
package enum JSONMistake {
    /// Where it is wrong and how, in one sentence; places count from 1.
    package static func sentence(_ error: DecodingError) -> String {
        func place(_ path: [any CodingKey]) -> String {
            path.map { key in key.intValue.map { "第 \($0 + 1) 项" } ?? key.stringValue }.joined(separator: " 的 ")
        }
        switch error {
        case .keyNotFound(let key, let context): return "缺少 \(place(context.codingPath + [key]))。"
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            return context.codingPath.isEmpty ? "最外层的类型不对。" : "\(place(context.codingPath)) 的类型不对，应为\(name(of: type))。"
        case .dataCorrupted(let context):
            return context.codingPath.isEmpty
                ? "不是正确的 JSON，请检查引号、逗号和括号。" : "\(place(context.codingPath)) 的值不认识，请核对。"
        @unknown default: return "不是正确的 JSON，请检查引号、逗号和括号。"
        }
    }

    private static func name(of type: any Any.Type) -> String {
        switch type {
        case is String.Type: "文字（加引号）"
        case is Int.Type: "整数（不加引号）"
        case is Bool.Type: "true 或者 false"
        case is [Any].Type: "数组"
        default: "另一种形式"
        }
    }
}
