using Interconn.Sdk.Datasets;

namespace Interconn.Sdk.Benchmarks.Calls;

/// <summary>What is sent in every call: an application for a dataset (4.3) whose JSON has 200 bytes, answered by an empty envelope.</summary>
internal static class Exchange
{
    public const string Path = "/v1/interconn/dataset/audit/apply";

    public const string BarePath = "/bare/dataset/audit/apply";

    public const string DatasetId = "d-customers-of-the-last-year-in-the-north";

    private const string AuditId = "a-0123456789abcdef0123456789abcdef";
    private const string ContractId = "c-01";
    private const string ProjectKind = AuthScopeKinds.Project;
    private const string ProjectId = "p-000000000001";
    private const int Uses = 10;

    public static DatasetAuditApplication Application { get; } = new()
    {
        AuditId = AuditId,
        ContractId = ContractId,
        DatasetId = DatasetId,
        AuthScope = new Dictionary<string, IReadOnlyList<string>> { [ProjectKind] = [ProjectId] },
        TimesLimit = Uses,
    };

    /// <summary>The same for those who know nothing of the protocol.</summary>
    public static BareApplication BareApplication { get; } = new()
    {
        audit_id = AuditId,
        contract_id = ContractId,
        dataset_id = DatasetId,
        auth_scope = new Dictionary<string, string[]> { [ProjectKind] = [ProjectId] },
        times_limit = Uses,
    };
}
