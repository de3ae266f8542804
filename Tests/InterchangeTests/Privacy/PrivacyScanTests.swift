import Domain
import Foundation
import Testing

@testable import Interchange

@Suite("文件中的个人信息：看得见和看不见的都找到")
struct PrivacyScanTests {
    private func places(_ bytes: [UInt8]) throws -> [String] { try PrivacyScan.findings(bytes).map { "\($0.kind.rawValue) \($0.place)" } }

    @Test("xlsx：隐藏的行、列、工作表，批注，名称，页眉，公式，属性，没有用到的文字")
    func workbook() throws {
        let found = try places(MadeUpOffice.workbook())
        let expected = [
            "idCard 工作表“名单” B2 单元格", "mobile 工作表“名单” C2 单元格", "mobile 工作表“名单” D2 单元格（隐藏的列）", "idCard 工作表“名单” B3 单元格（隐藏的行）",
            "idCard 工作表“名单” B4 单元格", "mobile 工作表“名单” E4 单元格的公式", "mobile 工作表“名单”的页眉页脚或者数据有效性设置", "idCard 工作表“底表”（隐藏） A1 单元格",
            "idCard 工作表“绝底”（隐藏） A1 单元格", "mobile 没有单元格使用的共享文字", "mobile 批注", "mobile 定义的名称", "mobile 文档属性（作者、修改人等）",
        ]
        for place in expected { #expect(found.contains(place), "\(place)") }
        #expect(found.count == expected.count, "\(found)")
    }

    @Test("docx：拆开的文字、表格、修订、批注、页眉、脚注、隐藏文字、文本框、链接、属性、自定义数据")
    func document() throws {
        let found = try places(MadeUpOffice.document())
        let expected = [
            "idCard 第 1 段", "health 第 1 个表格第 2 行第 2 列", "mobile 第 2 段的修订痕迹（已删除的文字）", "mobile 第 3 段（隐藏文字）", "mobile 文本框", "mobile 批注",
            "mobile 页眉",
            "mobile 脚注", "email 超链接", "mobile 文档属性（作者、修改人等）", "mobile 自定义 XML 数据",
        ]
        for place in expected { #expect(found.contains(place), "\(place)") }
        #expect(found.count == expected.count, "\(found)")
    }

    @Test("文本的三种编码、带 BOM 与不带", arguments: [String.Encoding.utf8, .utf16LittleEndian, .utf16BigEndian])
    func encodings(encoding: String.Encoding) throws {
        let text = "姓名,身份证号\n张三,11010519491231002X\n"
        for mark in ["", "\u{FEFF}"] {
            let bytes = [UInt8](try #require((mark + text).data(using: encoding)))
            #expect(try places(bytes) == ["idCard 第 2 行"])
        }
    }

    @Test("GB18030 的 csv")
    func gb18030() throws {
        // 手机 in GBK, then the number.
        #expect(try places([0xCA, 0xD6, 0xBB, 0xFA, 0x2C, 0x41, 0x2C, 0x42, 0x0A] + Array("13812345678,1,2\n".utf8)) == ["mobile 第 2 行"])
    }

    @Test("网页：拆开的标签、隐藏的输入框、注释、脚本")
    func webPage() throws {
        let page =
            "<!DOCTYPE html><html><body><p>手机138<b>1234</b>5678</p><input type=hidden value=13812340001><!-- 13812340002 --><script>x='13812340003'</script></body></html>"
        let found = try places(Array(page.utf8))
        #expect(found.first == "mobile 网页正文第 1 行")
        #expect(try PrivacyScan.findings(Array(page.utf8)).count == 4)
    }

    @Test("照片的拍摄地点和说明")
    func picture() throws {
        let found = try places(MadeUpPicture.jpeg(artist: "zhang 13812345678"))
        #expect(Set(found) == ["address 图片属性（GPS 位置）", "mobile 图片属性（作者）"])
        #expect(try places(MadeUpPicture.jpeg(artist: nil)) == ["address 图片属性（GPS 位置）"])
        #expect(try places(MadeUpPicture.tiff) == ["address 图片属性（GPS 位置）"])
        #expect(try places([0xFF, 0xD8, 0xFF, 0xD9]) == [])
    }

    @Test("PDF：黑框下的文字和作者；没有文字的不算干净", .enabled(if: SeparateProcess.path(of: "pdftotext") != nil))
    func pdf() throws {
        let found = try places(MadeUpPicture.pdf("tel 13812345678", author: "a 13812340001"))
        #expect(found == ["mobile 第 1 页", "mobile 文档属性（作者）"])
        #expect(throws: UnreadableFile.self) { try PrivacyScan.findings(MadeUpPicture.pdf("", author: "a")) }
        #expect(throws: UnreadableFile.self) { try PrivacyScan.findings(Array("%PDF-1.4\nbroken".utf8)) }
    }

    @Test("压缩包看一层，里面的压缩包、加了密码的、认不出的都拒绝")
    func archives() throws {
        let inner = try MadeUpOffice.workbook()
        let found = try places(Made.zip([("名单.xlsx", inner), ("说明.txt", Array("电话 13812349999".utf8))]))
        #expect(found.contains("mobile 压缩包内的“说明.txt”：第 1 行"))
        #expect(found.contains("idCard 压缩包内的“名单.xlsx”：工作表“底表”（隐藏） A1 单元格"))
        let nested = try Made.zip([("里.zip", try Made.zip([("a.txt", Array("好".utf8))]))])
        for bytes in [nested, try Made.zip([("a.txt", [65])], password: "x"), Array("Rar!\u{1A}\u{7}".utf8), [0x7F, 0x45, 0x4C, 0x46]] {
            #expect(throws: UnreadableFile.self) { try PrivacyScan.findings(bytes) }
        }
    }

    @Test("改坏的文件不崩溃")
    func damaged() throws {
        let samples = [try MadeUpOffice.workbook(), try MadeUpOffice.document(), MadeUpPicture.jpeg(artist: "a"), MadeUpPicture.tiff]
        for sample in samples {
            for round in 0..<150 {
                var damaged = sample
                for _ in 0..<(round % 9 + 1) { damaged[Int.random(in: 0..<damaged.count)] = UInt8.random(in: 0...255) }
                if round % 3 == 0 { damaged = Array(damaged.prefix(Int.random(in: 0...damaged.count))) }
                do { _ = try PrivacyScan.findings(damaged) } catch { #expect(!error.reason.isEmpty) }
            }
        }
    }

    @Test("XML 中的文档类型被拒绝")
    func entities() throws {
        let bomb = "<!DOCTYPE x [<!ENTITY a \"13812345678\">]><w:document \(MadeUpOffice.word)><w:body/></w:document>"
        #expect(throws: UnreadableFile.self) { try PrivacyScan.findings(try MadeUpOffice.zip([("word/document.xml", bomb)])) }
    }
}
