namespace Interconn.Sdk.Flows;

/// <summary>What is wrong with a DAG.</summary>
public enum DagFindingKind
{
    /// <summary>Two components have one name, or two outputs of a component one key.</summary>
    DuplicateName,

    /// <summary>An input names a producer that is no component of the DAG, or none at all.</summary>
    UnknownProducer,

    /// <summary>An input names an output that its producer does not have.</summary>
    UnknownOutput,

    /// <summary>An input has another type than the output it takes.</summary>
    TypeMismatch,

    /// <summary>A component waits for its own result by way of others.</summary>
    Cycle,

    /// <summary>An input of a component names an output of the same component.</summary>
    SelfReference,
}
