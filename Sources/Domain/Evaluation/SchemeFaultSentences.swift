extension Scheme.Fault {
    /// What is wrong, where, and how to put it right.
    package var sentence: String {
        switch self {
        case .noIndicators: "没有任何指标。"
        case .tooManyNodes(let count): "指标有 \(count) 个，超过 \(Scheme.mostNodes) 个。"
        case .tooDeep: "指标超过 \(Scheme.mostLevels) 级。"
        case .badText(let label): "\(label)：编号、名称或者说明是空的，或者太长（编号最多 64 字节，文字最多 \(Scheme.longestText) 字节）。"
        case .repeatedCode(let code): "编号“\(code)”重复，每个指标的编号应当不同。"
        case .badPoints(let label): "\(label)：分值和权重应当小于 1000000，小数不超过 4 位；评估主体的权重不能是 0。"
        case .noPoints(let label): "\(label)：没有分值。"
        case .emptyGroup(let label): "\(label)：下面没有指标。"
        case .sum(let label, let written, let parts): "\(label)：写的分值是 \(written)，下级分值之和是 \(parts)，两者应当相等。"
        case .shares(let label, let sum): "\(label)：下级权重之和是 \(sum)%，应当是 100%。"
        case .noShare(let label): "\(label)：上级按权重计分，这一项没有写权重。"
        case .needlessShare(let label): "\(label)：只有按权重计分的普通指标才写权重。"
        case .vetoWithPoints(let label): "\(label)：单项否决没有分值，应当是 0。"
        case .bonusOfVeto(let label): "\(label)：单项否决不能是加分项。"
        case .gateTooHigh(let label, let gate): "\(label)：加分的门槛 \(gate) 分不可能达到，请对照上级的分值改正。"
        case .badPenalties(let label): "\(label)：扣分规则应有 1 到 50 条，每条有名称，扣分大于 0，小数不超过 4 位。"
        case .capTooHigh(let label, let cap): "\(label)：扣分上限 \(cap) 超过了本项的分值。"
        case .badSampling(let label): "\(label)：抽样数应当是 1 到 100000，或者大于 0、不超过 100 的百分比。"
        case .noMeasure(let label): "\(label)：自动取数的指标没有写明取哪一个数（measure）。"
        case .needlessMeasure(let label): "\(label)：只有自动取数的指标才写 measure。"
        case .wrongMeasure(let label, let measure):
            "\(label)：“\(measure.name)”\(measure.isShare ? "是比率，只用于按得分计的指标" : "是次数，只用于只有一条扣分规则的扣分项或者单项否决")。"
        case .noAssessors: "评估主体应有 1 到 10 个。"
        case .repeatedAssessor(let code): "评估主体的代码“\(code)”重复。"
        case .weights(let sum): "评估主体的权重之和是 \(sum)%，应当是 100%。"
        case .badGrades: "等次应有 2 到 10 个，名称各不相同，比例小数不超过 4 位。"
        case .thresholdOrder(let name): "等次“\(name)”的分数线应当低于前一个等次。"
        case .quotas(let sum): "各等次的比例之和是 \(sum)%，应当是 100%。"
        case .quotaMissing(let name): "等次“\(name)”没有写比例；要么全写，要么全不写。"
        }
    }
}
