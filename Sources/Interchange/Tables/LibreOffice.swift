import Glibc

/// LibreOffice as a separate process, for kinds of files that only it can read (.doc, .wps, .rtf, .ods).
enum LibreOffice {
    /// The program's path; `nil` when it is not installed.
    static func program() -> String? {
        let folders = (getenv("PATH").map { String(cString: $0) } ?? "/usr/bin").split(separator: ":").map(String.init)
        return (folders + ["/usr/bin", "/usr/local/bin", "/opt/libreoffice/program"]).lazy
            .flatMap { folder in ["\(folder)/soffice", "\(folder)/libreoffice"] }
            .first { (path: String) in access(path, X_OK) == 0 }
    }

    /// Converts a file in a folder of its own, without the user's profile, and under a time limit.
    ///
    /// - Parameters:
    ///   - kind: what the file is, for the sentence of the error, such as “旧版 Word 文件（.doc）”.
    ///   - suffix: the file's own suffix, such as `doc`.
    ///   - target: `docx` or `xlsx`.
    static func convert(_ file: UnsafeRawBufferPointer, kind: String, suffix: String, to target: String) throws(UnreadableFile) -> [UInt8] {
        guard let program = program() else {
            throw UnreadableFile("\(kind)要用 LibreOffice 转换，本机没有安装；请安装 LibreOffice，或另存为 .\(target) 后再试。")
        }
        let folder = try TemporaryFolder()
        let source = try folder.write(file, as: "source.\(suffix)")
        let arguments = [
            "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--norestore", "--nolockcheck", "--convert-to",
            target,
            "--outdir", "\(folder.path)/out", source,
        ]
        do {
            try SeparateProcess.run(
                program, arguments, home: folder.path, variables: ["SAL_USE_VCLPLUGIN=svp"], milliseconds: ReadingLimits.conversionTime)
        } catch {
            throw UnreadableFile("\(kind)用 LibreOffice 转换失败，请用 Word 或 WPS 另存为 .\(target) 后再试。")
        }
        do { return try FileBytes.read("\(folder.path)/out/source.\(target)") } catch {
            throw UnreadableFile("\(kind)用 LibreOffice 转换不出来，请用 Word 或 WPS 另存为 .\(target) 后再试。")
        }
    }
}
