import Cryptography
import Domain
import Testing

@testable import Operations

/// The vectors of the reference implementations of Certificate Transparency: eight leaves, their roots, paths and proofs.
@Suite("The Merkle tree is that of RFC 6962")
struct MerkleTests {
    static let hasher = MerkleHasher.sha256
    static let inputs = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ].compactMap { bytes(hexadecimal: $0) }
    static let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    /// All subtrees of a tree over these leaves' hashes, and the roots of all its beginnings.
    static func grown(_ leaves: [[UInt8]]) -> (nodes: [MerkleNode.Place: [UInt8]], roots: [[UInt8]]) {
        var frontier = MerkleFrontier()
        var nodes: [MerkleNode.Place: [UInt8]] = [:]
        var roots = [frontier.root(hasher)]
        for leaf in leaves {
            for node in frontier.append(leaf, hasher) { nodes[node.place] = node.hash }
            roots.append(frontier.root(hasher))
        }
        return (nodes, roots)
    }

    static func hashes(_ ranges: [Range<Int64>], _ nodes: [MerkleNode.Place: [UInt8]]) -> [[UInt8]] {
        ranges.map { range in hasher.root(of: MerkleTree.places(covering: range).compactMap { nodes[$0] }) }
    }

    /// The definition itself, word for word (RFC 6962, 2.1): slow, and right.
    static func definedRoot(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
        guard leaves.count > 1, let first = leaves.first else { return leaves.first ?? Digest.sha256([]) }
        var power = 1
        while power * 2 < leaves.count { power *= 2 }
        _ = first
        let middle = leaves.startIndex + power
        return Digest.sha256([1] + definedRoot(leaves[..<middle]) + definedRoot(leaves[middle...]))
    }

    @Test("Roots are the published ones, from no leaf to eight")
    func publishedRoots() {
        let leaves = Self.inputs.map(Self.hasher.leaf)
        let made = Self.grown(leaves).roots.map { hexadecimal($0) }
        #expect(made == ["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"] + Self.roots)
    }

    @Test(
        "Paths are the published ones",
        arguments: [
            (0, 1, []),
            (
                0, 8,
                [
                    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
                ]
            ),
            (
                5, 8,
                [
                    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                ]
            ),
            (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
            (
                1, 5,
                [
                    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                ]
            ),
        ] as [(Int64, Int64, [String])])
    func publishedPaths(_ leaf: Int64, _ size: Int64, _ path: [String]) {
        let nodes = Self.grown(Self.inputs.map(Self.hasher.leaf)).nodes
        #expect(Self.hashes(MerkleTree.inclusionPath(of: leaf, size: size), nodes).map { hexadecimal($0) } == path)
    }

    @Test(
        "Consistency proofs are the published ones",
        arguments: [
            (1, 1, []),
            (
                1, 8,
                [
                    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
                ]
            ),
            (
                6, 8,
                [
                    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                ]
            ),
            (
                2, 5,
                [
                    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                ]
            ),
        ] as [(Int64, Int64, [String])])
    func publishedConsistency(_ old: Int64, _ size: Int64, _ path: [String]) {
        let nodes = Self.grown(Self.inputs.map(Self.hasher.leaf)).nodes
        #expect(Self.hashes(MerkleTree.consistencyPath(from: old, to: size), nodes).map { hexadecimal($0) } == path)
    }

    @Test("For every size up to 130, the root is the defined one and every leaf has a proof that holds, and only for itself")
    func inclusion() {
        let leaves = (0..<130).map { Self.hasher.leaf([UInt8($0)]) }
        let (nodes, roots) = Self.grown(leaves)
        var wrong = 0
        for size in 1...130 {
            let root = roots[size]
            if root != Self.definedRoot(leaves[..<size]) { wrong += 1 }
            for leaf in 0..<size {
                let path = Self.hashes(MerkleTree.inclusionPath(of: Int64(leaf), size: Int64(size)), nodes)
                func holds(_ hash: [UInt8], _ index: Int, _ path: [[UInt8]], _ size: Int) -> Bool {
                    Self.hasher.verifiesInclusion(of: hash, at: Int64(index), path: path, size: Int64(size), root: root)
                }
                if !holds(leaves[leaf], leaf, path, size) { wrong += 1 }
                if holds(leaves[(leaf + 1) % 130], leaf, path, size) { wrong += 1 }
                if size > 1, holds(leaves[leaf], (leaf + 1) % size, path, size) { wrong += 1 }
                if holds(leaves[leaf], leaf, path + [root], size) || !path.isEmpty && holds(leaves[leaf], leaf, path.dropLast(), size) {
                    wrong += 1
                }
                if holds(leaves[leaf], -1, path, size) || holds(leaves[leaf], size, path, size) { wrong += 1 }
            }
        }
        #expect(wrong == 0)
    }

    @Test("For every pair of sizes up to 130, the older tree is proved to be the beginning of the newer, and no other is")
    func consistency() {
        let leaves = (0..<130).map { Self.hasher.leaf([UInt8($0)]) }
        let (nodes, roots) = Self.grown(leaves)
        var wrong = 0
        for size in 0...130 {
            for old in 0...size {
                let path = Self.hashes(MerkleTree.consistencyPath(from: Int64(old), to: Int64(size)), nodes)
                func holds(_ before: [UInt8], _ after: [UInt8], _ path: [[UInt8]]) -> Bool {
                    Self.hasher.verifiesConsistency(from: Int64(old), root: before, to: Int64(size), root: after, path: path)
                }
                if !holds(roots[old], roots[size], path) { wrong += 1 }
                if holds(roots[(old + 1) % 131], roots[size], path), old != (old + 1) % 131 { wrong += 1 }
                if holds(roots[old], roots[(size + 1) % 131], path), old > 0 { wrong += 1 }
                if holds(roots[old], roots[size], path + [roots[1]]) { wrong += 1 }
            }
        }
        #expect(wrong == 0)
    }

    @Test("A frontier goes on where another stopped, and the number of subtrees is known beforehand", arguments: 1...66)
    func resumed(size: Int) {
        let leaves = (0..<70).map { Self.hasher.leaf([UInt8($0)]) }
        let (nodes, roots) = Self.grown(Array(leaves.prefix(size)))
        #expect(Int64(nodes.count) == MerkleTree.nodeCount(size: Int64(size)))
        var frontier = MerkleFrontier(
            size: Int64(size), hashes: MerkleTree.places(covering: 0..<Int64(size)).compactMap { nodes[$0] })
        #expect(frontier.root(Self.hasher) == roots[size])
        for leaf in leaves[size...] { _ = frontier.append(leaf, Self.hasher) }
        #expect(frontier.root(Self.hasher) == Self.definedRoot(leaves[...]))
    }

    @Test("A proof of a million leaves has at most twenty steps, each of at most twenty subtrees")
    func short() {
        let size: Int64 = 999_999
        for leaf: Int64 in [0, 1, 524_287, 524_288, 999_998] {
            let path = MerkleTree.inclusionPath(of: leaf, size: size)
            #expect(path.count <= 20 && path.map { MerkleTree.places(covering: $0).count }.reduce(0, +) <= 40)
        }
    }
}
