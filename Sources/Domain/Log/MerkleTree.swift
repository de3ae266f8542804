/// The two hashes of a Merkle tree (RFC 6962, 2.1). What a digest is comes from outside: the field knows no cryptography.
package struct MerkleHasher: Sendable {
    private let digest: @Sendable ([UInt8]) -> [UInt8]

    package init(digest: @escaping @Sendable ([UInt8]) -> [UInt8]) { self.digest = digest }

    package func leaf(_ bytes: [UInt8]) -> [UInt8] { digest([0x00] + bytes) }

    package func node(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = [0x01]
        bytes.reserveCapacity(1 + left.count + right.count)
        bytes += left
        bytes += right
        return digest(bytes)
    }

    /// The root of a tree without leaves.
    package var empty: [UInt8] { digest([]) }

    /// The root over neighbouring complete subtrees, the largest and leftmost first.
    package func root(of hashes: [[UInt8]]) -> [UInt8] {
        guard let last = hashes.last else { return empty }
        return hashes.dropLast().reversed().reduce(last) { node($1, $0) }
    }
}

/// A complete subtree: 2^level leaves, beginning with leaf `position << level`.
package struct MerkleNode: Sendable, Hashable {
    package var place: Place
    package var hash: [UInt8]

    package init(_ place: Place, hash: [UInt8]) {
        self.place = place
        self.hash = hash
    }

    package struct Place: Sendable, Hashable, Comparable {
        package var level: Int
        package var position: Int64

        package init(level: Int, position: Int64) {
            self.level = level
            self.position = position
        }

        package static func < (left: Self, right: Self) -> Bool { (left.level, left.position) < (right.level, right.position) }

        /// The leaves that it stands over, counted from 0; empty for a place that no tree has.
        package var leaves: Range<Int64> {
            guard (0..<62).contains(level), position >= 0, position < Int64(1) << Int64(62 - level) else { return 0..<0 }
            return position << Int64(level)..<(position + 1) << Int64(level)
        }
    }
}

/// The right edge of a tree that grows: all that is needed to take in the next leaf and to know the root.
package struct MerkleFrontier: Sendable {
    /// Leaves taken in.
    package private(set) var size: Int64
    /// The complete subtrees, the largest first.
    private var stack: [[UInt8]]

    package init() {
        size = 0
        stack = []
    }

    /// Goes on where a tree of that size stopped.
    ///
    /// - Parameter hashes: of the subtrees at `MerkleTree.places(covering: 0..<size)`, in that order.
    package init(size: Int64, hashes: [[UInt8]]) {
        precondition(hashes.count == MerkleTree.places(covering: 0..<size).count, "one hash for each complete subtree")
        self.size = size
        stack = hashes
    }

    /// Takes in the next leaf.
    /// - Returns: the subtrees that it completes, itself first.
    package mutating func append(_ leaf: [UInt8], _ hasher: MerkleHasher) -> [MerkleNode] {
        var made = [MerkleNode(MerkleNode.Place(level: 0, position: size), hash: leaf)]
        var (hash, level, position) = (leaf, 0, size)
        while position & 1 == 1, let left = stack.popLast() {
            hash = hasher.node(left, hash)
            (level, position) = (level + 1, position >> 1)
            made.append(MerkleNode(MerkleNode.Place(level: level, position: position), hash: hash))
        }
        stack.append(hash)
        size += 1
        return made
    }

    package func root(_ hasher: MerkleHasher) -> [UInt8] { hasher.root(of: stack) }
}

/// The arithmetic of the tree: which subtrees a root or a proof is made of. Every answer has at most about 2 · log2(size) places.
package enum MerkleTree {
    /// The complete subtrees that together are the leaves of a range, as proofs and roots have them: the range begins where a subtree at
    /// least as large as the range may begin.
    package static func places(covering range: Range<Int64>) -> [MerkleNode.Place] {
        var result: [MerkleNode.Place] = []
        var start = range.lowerBound
        while start < range.upperBound {
            var level = 63 - (range.upperBound - start).leadingZeroBitCount
            if start != 0 { level = min(level, start.trailingZeroBitCount) }
            result.append(MerkleNode.Place(level: level, position: start >> Int64(level)))
            start += Int64(1) << Int64(level)
        }
        return result
    }

    /// How many complete subtrees a tree has, the leaves among them.
    package static func nodeCount(size: Int64) -> Int64 {
        var (total, count): (Int64, Int64) = (0, max(0, size))
        while count > 0 {
            total += count
            count >>= 1
        }
        return total
    }

    /// The ranges of leaves whose roots are the proof that a leaf is in the tree (RFC 6962, 2.1.1), from the leaf up.
    package static func inclusionPath(of leaf: Int64, size: Int64) -> [Range<Int64>] {
        precondition(leaf >= 0 && leaf < size, "no such leaf")
        var result: [Range<Int64>] = []
        var range = 0..<size
        while range.count > 1 {
            let middle = range.lowerBound + largestPower(below: Int64(range.count))
            if leaf < middle {
                result.append(middle..<range.upperBound)
                range = range.lowerBound..<middle
            } else {
                result.append(range.lowerBound..<middle)
                range = middle..<range.upperBound
            }
        }
        return result.reversed()
    }

    /// The ranges whose roots are the proof that an older tree is the beginning of a newer one (RFC 6962, 2.1.2). Empty when the older one
    /// has no leaf or all of them.
    package static func consistencyPath(from old: Int64, to size: Int64) -> [Range<Int64>] {
        precondition(old >= 0 && old <= size, "not older")
        guard old > 0, old < size else { return [] }
        var result: [Range<Int64>] = []
        var range = 0..<size
        while old < range.upperBound {
            let middle = range.lowerBound + largestPower(below: Int64(range.count))
            if old <= middle {
                result.append(middle..<range.upperBound)
                range = range.lowerBound..<middle
            } else {
                result.append(range.lowerBound..<middle)
                range = middle..<range.upperBound
            }
        }
        // The older tree itself is known to whoever checks; a part of it is not.
        if range.lowerBound > 0 { result.append(range) }
        return result.reversed()
    }

    private static func largestPower(below count: Int64) -> Int64 { Int64(1) << Int64(63 - (count - 1).leadingZeroBitCount) }
}
