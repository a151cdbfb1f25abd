using System.Security.Cryptography;
using Interconn.Sdk.Load.Tests.Node;

namespace Interconn.Sdk.Load.Tests.Traffic;

/// <summary>A request that was made and signed, and the answer that is due to it.</summary>
internal readonly record struct PlannedCall(string Kind, byte[] Request, Verdict Due);

/// <summary>What a good partner asks: mostly to read, one call in seven with a permit, one in eight to write.</summary>
internal static class GoodCalls
{
    private const string Apply = "/v1/interconn/dataset/audit/apply";
    private const string Terminate = "/v1/interconn/dataset/audit/terminate";
    private const string Confirm = "/v1/interconn/dataset/audit/confirm";
    private const string Query = "/v1/interconn/dataset/audit/query?audit_id=";

    // The records of audits are kept for good. So most writing calls repeat what was done before, which takes the same path and is answered the same.
    private const string Standing = "standing";
    private const string Ended = "ended";

    /// <summary>What the others repeat: an application that waits, and one that was ended.</summary>
    public static IEnumerable<PlannedCall> Prelude(Caller caller) =>
        [ApplyFor(caller, Standing), ApplyFor(caller, Ended), End(caller, Ended)];

    /// <summary>A life of an audit from its application to its end.</summary>
    public static IEnumerable<PlannedCall> Lifecycle(Caller caller)
    {
        string auditId = Caller.NewNonce();
        yield return ApplyFor(caller, auditId);
        yield return Of("query audit", caller.Get(Query + auditId));
        yield return End(caller, auditId);
    }

    public static PlannedCall Next(Caller caller) => RandomNumberGenerator.GetInt32(100) switch
    {
        < 25 => Of("list datasets", caller.Get("/v1/interconn/dataset/pub/list?page_num=1&page_size=10&contract_id=" + caller.ContractId)),
        < 45 => Of("query dataset", caller.Get($"/v1/interconn/dataset/pub/query?contract_id={caller.ContractId}&dataset_id={UnluckyCatalog.Sound}")),
        < 63 => Of("health", caller.Get(Caller.Health)),
        < 73 => Of("query audit", caller.Get(Query + Standing)),
        < 87 => Of("use permit", caller.Get("/data/" + UnluckyCatalog.Sound, caller.Permit), new Verdict(200, Verdict.NoEnvelope)),
        < 93 => ApplyFor(caller, Standing),
        < 97 => End(caller, Ended),
        _ => Of("confirm unknown", caller.Post(Confirm, """{"audit_id":"unknown","status":"REJECTED"}"""), new Verdict(404, 40401)),
    };

    private static PlannedCall ApplyFor(Caller caller, string auditId) => Of(
        "apply", caller.Post(Apply, $$"""{"audit_id":"{{auditId}}","contract_id":"{{caller.ContractId}}","dataset_id":"{{UnluckyCatalog.Sound}}"}"""));

    private static PlannedCall End(Caller caller, string auditId) => Of("terminate", caller.Post(Terminate, $$"""{"audit_id":"{{auditId}}"}"""));

    private static PlannedCall Of(string kind, RequestDraft draft, Verdict? due = null) => new(kind, draft.ToWire(), due ?? Verdict.Served);
}
