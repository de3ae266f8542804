/// Finds many words in one pass over a text (Aho–Corasick), however long the list is.
///
/// Works on folded Unicode scalars: full-width, capital and traditional forms of a word are found as well.
package struct WordMatcher: Sendable {
    /// A match: the word's place in the list and where it stands.
    package struct Match: Sendable, Hashable {
        package let word: Int
        package let range: Range<Int>
    }

    /// The next state after the first scalar of a word, for the basic plane.
    private let firsts: [Int32]
    /// Children of state `s`: `scalars[starts[s]..<starts[s + 1]]`, sorted, and the states they lead to.
    private let starts: [Int32]
    private let scalars: [UInt32]
    private let children: [Int32]
    /// The longest proper suffix that is a state too.
    private let fallbacks: [Int32]
    /// The word that ends here, or -1.
    private let endings: [Int32]
    /// The next state among the suffixes at which a word ends, or 0.
    private let suffixEndings: [Int32]
    private let lengths: [Int32]

    /// - Parameter words: folded here; an empty word is never found, of equal words the first is.
    package init(_ words: [String]) {
        let folded = words.map { word in word.unicodeScalars.map { Folding.fold($0.value) } }
        lengths = folded.map { Int32($0.count) }
        var edges: [UInt64: Int32] = [:]
        var endings: [Int32] = [-1]
        for (index, word) in folded.enumerated() where !word.isEmpty {
            var state: Int32 = 0
            for scalar in word {
                let key = UInt64(UInt32(bitPattern: state)) << 32 | UInt64(scalar)
                if let next = edges[key] {
                    state = next
                } else {
                    let next = Int32(endings.count)
                    endings.append(-1)
                    edges[key] = next
                    state = next
                }
            }
            if endings[Int(state)] < 0 { endings[Int(state)] = Int32(index) }
        }
        let sorted = edges.sorted { $0.key < $1.key }
        var starts = [Int32](repeating: 0, count: endings.count + 1)
        for edge in sorted { starts[Int(edge.key >> 32) + 1] += 1 }
        for state in 0..<endings.count { starts[state + 1] += starts[state] }
        var firsts = [Int32](repeating: 0, count: 0x1_0000)
        for edge in sorted where edge.key < 0x1_0000 { firsts[Int(edge.key)] = edge.value }
        self.starts = starts
        self.firsts = firsts
        self.endings = endings
        scalars = sorted.map { UInt32(truncatingIfNeeded: $0.key) }
        children = sorted.map(\.value)
        (fallbacks, suffixEndings) = Self.links(starts: starts, scalars: scalars, children: children, endings: endings)
    }

    /// Breadth first: a state's suffix is shorter, so it is known before.
    private static func links(starts: [Int32], scalars: [UInt32], children: [Int32], endings: [Int32]) -> ([Int32], [Int32]) {
        func child(_ state: Int32, _ scalar: UInt32) -> Int32? {
            (starts[Int(state)]..<starts[Int(state) + 1]).first { scalars[Int($0)] == scalar }.map { children[Int($0)] }
        }
        let roots = Dictionary(
            (starts[0]..<starts[1]).map { (scalars[Int($0)], children[Int($0)]) }, uniquingKeysWith: { first, _ in first })
        var fallbacks = [Int32](repeating: 0, count: endings.count)
        var suffixEndings = [Int32](repeating: 0, count: endings.count)
        var queue = (starts[0]..<starts[1]).map { children[Int($0)] }
        var next = 0
        while next < queue.count {
            let state = queue[next]
            next += 1
            let fallback = fallbacks[Int(state)]
            suffixEndings[Int(state)] = endings[Int(fallback)] >= 0 ? fallback : suffixEndings[Int(fallback)]
            for edge in starts[Int(state)]..<starts[Int(state) + 1] {
                let (scalar, target) = (scalars[Int(edge)], children[Int(edge)])
                var candidate = fallback
                while candidate != 0, child(candidate, scalar) == nil { candidate = fallbacks[Int(candidate)] }
                fallbacks[Int(target)] = candidate == 0 ? roots[scalar] ?? 0 : child(candidate, scalar) ?? 0
                queue.append(target)
            }
        }
        return (fallbacks, suffixEndings)
    }

    /// Every occurrence of every word, in the order in which they end.
    package func matches(in folded: [UInt32]) -> [Match] {
        guard endings.count > 1 else { return [] }
        var found: [Match] = []
        var state: Int32 = 0
        for (position, scalar) in folded.enumerated() {
            state = step(state, scalar)
            guard state != 0 else { continue }
            var end = endings[Int(state)] >= 0 ? state : suffixEndings[Int(state)]
            while end != 0 {
                let word = Int(endings[Int(end)])
                found.append(Match(word: word, range: (position + 1 - Int(lengths[word]))..<(position + 1)))
                end = suffixEndings[Int(end)]
            }
        }
        return found
    }

    @inline(__always)
    private func step(_ from: Int32, _ scalar: UInt32) -> Int32 {
        var state = from
        while state != 0 {
            var (low, high) = (starts[Int(state)], starts[Int(state) + 1])
            while low < high {
                let middle = (low + high) / 2
                let candidate = scalars[Int(middle)]
                if candidate == scalar { return children[Int(middle)] }
                if candidate < scalar { low = middle + 1 } else { high = middle }
            }
            state = fallbacks[Int(state)]
        }
        if scalar < 0x1_0000 { return firsts[Int(scalar)] }
        return (starts[0]..<starts[1]).first { scalars[Int($0)] == scalar }.map { children[Int($0)] } ?? 0
    }
}
