import ArgumentParser
import Domain
import Interchange

struct EvaluationDrawCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draw", abstract: "用公布的种子再抽一次样，结果应当与公布的相同。",
        discussion: """
            候选名单一行一个，先按 UTF-8 字节排序、去重，再用种子抽取；办法见 docs/evaluation.md。按抽取的顺序，一行一个列出抽中的。
            退出码：0 已抽取，1 名单是空的，2 文件读不了或者参数不对。

            例：mingtang evaluation draw 候选名单.txt --count 5 --seed 1234567890
            """)

    @Argument(help: ArgumentHelp("候选名单（UTF-8 文本）。", valueName: "名单")) var file: String
    @Option(help: ArgumentHelp("抽几个。", valueName: "个数")) var count: Int
    @Option(help: ArgumentHelp("公布的种子。", valueName: "种子")) var seed: UInt64

    func validate() throws {
        guard (1...DrawnSample.mostCandidates).contains(count) else {
            throw ValidationError("个数应当在 1 到 \(DrawnSample.mostCandidates) 之间。")
        }
    }

    func run() throws {
        let bytes: [UInt8]
        do {
            bytes = try FileBytes.read(file)
        } catch {
            throw Failure(.unusable, "\(file)：\(error.reason)")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Failure(.unusable, "\(file)：不是 UTF-8 编码的文本，请另存为 UTF-8。") }
        let candidates = text.split(whereSeparator: \.isNewline).map { Folding.trimmed(String($0)) }.filter { !$0.isEmpty }
        guard !candidates.isEmpty else { throw Failure(.content, "\(file) 里没有候选对象，应当一行一个。") }
        for drawn in SampleDraw.draw(count, from: candidates, seed: seed) { Output.line(drawn) }
    }
}
