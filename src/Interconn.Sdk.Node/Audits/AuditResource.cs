namespace Interconn.Sdk.Node.Audits;

/// <summary>What an audit is about.</summary>
public enum AuditResource
{
    /// <summary>The use of a dataset (4.3 to 4.6).</summary>
    Dataset,

    /// <summary>Taking part in a project (5.1 to 5.4).</summary>
    Project,

    /// <summary>A flow (7.1 to 7.4).</summary>
    Flow,

    /// <summary>A run of a flow (8.1 to 8.3). The standard has no query for it.</summary>
    Job,

    /// <summary>The use of a model (9.1 to 9.4).</summary>
    Model,
}
