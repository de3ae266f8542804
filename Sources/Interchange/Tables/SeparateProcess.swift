import Glibc

/// Another program run on a file: its standard output, under limits of time and size.
enum SeparateProcess {
    enum Failure: Error { case notInstalled, failed, tooLong, tooBig }

    /// The program of that name on the search path.
    static func path(of name: String) -> String? {
        let folders = (getenv("PATH").map { String(cString: $0) } ?? "").split(separator: ":").map(String.init)
        return (folders + ["/usr/bin", "/usr/local/bin"]).lazy.map { "\($0)/\(name)" }.first { (path: String) in access(path, X_OK) == 0 }
    }

    /// - Parameters:
    ///   - milliseconds: after so long the program and its children are ended.
    ///   - limit: of its output, in bytes.
    static func output(
        of name: String, _ arguments: [String], in folder: TemporaryFolder, milliseconds: Int64, limit: Int
    ) throws(Failure) -> [UInt8] {
        guard let program = path(of: name) else { throw .notInstalled }
        let target = "\(folder.path)/\(name).out"
        try run(program, arguments, home: folder.path, output: (target, limit), milliseconds: milliseconds)
        do { return try FileBytes.read(target, limit: limit) } catch { throw .tooBig }
    }

    /// Runs a program until it ends, without input and with an environment of its own.
    ///
    /// - Parameters:
    ///   - output: where its standard output goes, and how many bytes that may be; `nil` to throw it away.
    ///   - milliseconds: after so long the program and its children are ended.
    static func run(
        _ program: String, _ arguments: [String], home: String, variables: [String] = [], output: (path: String, limit: Int)? = nil,
        milliseconds: Int64
    ) throws(Failure) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output?.path ?? "/dev/null", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A process group of its own, so that the limits end its children too.
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        posix_spawnattr_setpgroup(&attributes, 0)
        let words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
        let all = ["HOME=\(home)", "PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"] + variables
        let environment: [UnsafeMutablePointer<CChar>?] = all.map { strdup($0) }
        defer { (words + environment).forEach { free($0) } }
        var process = pid_t()
        guard posix_spawn(&process, program, &actions, &attributes, words + [nil], environment + [nil]) == 0 else { throw .failed }
        var status: Int32 = 0
        var waited: Int64 = 0
        var size = stat()
        while waitpid(process, &status, WNOHANG) != process {
            let isTooBig = output.map { stat($0.path, &size) == 0 && size.st_size > $0.limit } ?? false
            if isTooBig || waited > milliseconds {
                kill(-process, SIGKILL)
                waitpid(process, &status, 0)
                throw isTooBig ? .tooBig : .tooLong
            }
            // On a thread that blocks anyway: there is no portable wait with a limit for one child.
            usleep(2_000)
            waited += 2
        }
        guard status == 0 else { throw .failed }
    }
}
