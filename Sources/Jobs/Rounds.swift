import ServiceLifecycle

/// Does the same again and again, with a pause after each round, until the server is told to stop. A round deals with its own failures.
func runRounds(every pause: Duration, _ round: @escaping @Sendable () async -> Void) async {
    await cancelWhenGracefulShutdown {
        while !Task.isCancelled {
            await round()
            // Cancelled while waiting: the loop's condition ends it.
            try? await Task.sleep(for: pause)
        }
    }
}
