/// The few English words that the argument parser prints of itself, in Chinese.
enum HelpWords {
    static func chinese(help: String) -> String {
        var text = help
        for (english, chinese) in [
            ("OVERVIEW: ", ""), ("USAGE: ", "用法："), ("ARGUMENTS:", "参数："), ("OPTIONS:", "选项："), ("SUBCOMMANDS:", "子命令："),
            ("Show help information.", "显示帮助。"), ("Show the version.", "显示版本。"), ("Show subcommand help information.", "显示子命令的帮助。"),
            ("(default: ", "(默认："), ("(values: ", "(可选："), ("<subcommand>", "<子命令>"), ("<options>", "<选项>"),
            ("  See 'mingtang help ", "  查看某个子命令的帮助：mingtang help "), ("' for detailed help.", ""),
        ] {
            text = text.replacing(english, with: chinese)
        }
        return text
    }

    /// A mistake in how the command was written.
    static func chinese(mistake: String) -> String {
        let openings: [(String, String)] = [
            ("Unknown option ", "没有这个选项："), ("Missing expected argument ", "缺少参数："), ("Missing value for ", "选项后面缺少值："),
            ("Unexpected argument ", "多余的参数："), ("unexpected argument ", "多余的参数："), ("Missing one of: ", "缺少其中一个："),
            ("The value ", "值无法识别："),
        ]
        var text = mistake
        for (english, chinese) in openings where text.hasPrefix(english) { text = chinese + text.dropFirst(english.count) }
        for (english, chinese) in [(" is invalid for ", " 不适用于 "), ("Did you mean", "是否想写"), ("Please provide one of", "请从下列中选择")] {
            text = text.replacing(english, with: chinese)
        }
        return text.hasSuffix("。") ? text : "\(text)（用 --help 查看用法）"
    }
}
