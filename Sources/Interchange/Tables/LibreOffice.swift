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
            program, "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--norestore", "--nolockcheck", "--convert-to",
            target,
            "--outdir", "\(folder.path)/out", source,
        ]
        guard run(arguments, home: folder.path) else {
            throw UnreadableFile("\(kind)用 LibreOffice 转换失败，请用 Word 或 WPS 另存为 .\(target) 后再试。")
        }
        do { return try FileBytes.read("\(folder.path)/out/source.\(target)") } catch {
            throw UnreadableFile("\(kind)用 LibreOffice 转换不出来，请用 Word 或 WPS 另存为 .\(target) 后再试。")
        }
    }

    /// - Returns: whether the program ended by itself, in time, and without an error.
    private static func run(_ arguments: [String], home: String) -> Bool {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, mode) in [(0, O_RDONLY), (1, O_WRONLY), (2, O_WRONLY)] {
            posix_spawn_file_actions_addopen(&actions, Int32(number), "/dev/null", mode, 0)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A process group of its own, so that the time limit ends its children too.
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        posix_spawnattr_setpgroup(&attributes, 0)
        let words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        let variables = ["HOME=\(home)", "PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "SAL_USE_VCLPLUGIN=svp"]
        let environment: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) }
        defer { (words + environment).forEach { free($0) } }
        var process = pid_t()
        guard posix_spawn(&process, arguments[0], &actions, &attributes, words + [nil], environment + [nil]) == 0 else { return false }
        var waited: Int64 = 0
        var status: Int32 = 0
        while waited < ReadingLimits.conversionTime {
            if waitpid(process, &status, WNOHANG) == process { return status == 0 }
            usleep(20_000)
            waited += 20
        }
        kill(-process, SIGKILL)
        waitpid(process, &status, 0)
        return false
    }
}
