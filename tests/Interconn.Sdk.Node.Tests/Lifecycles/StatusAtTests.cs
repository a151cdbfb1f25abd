using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using static Interconn.Sdk.Audits.ApprovalStatus;

namespace Interconn.Sdk.Node.Tests.Lifecycles;

/// <summary>Expiry counts at once, to the millisecond, and rewrites nothing that has ended before.</summary>
public sealed class StatusAtTests
{
    private static readonly DateTimeOffset End = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    [TestCase(Applied, -1, Applied)]
    [TestCase(Applied, 0, Terminated)]
    [TestCase(Applied, 1, Terminated)]
    [TestCase(Approved, -1, Approved)]
    [TestCase(Approved, 0, Terminated)]
    [TestCase(Approved, 1, Terminated)]
    [TestCase(Rejected, -1, Rejected)]
    [TestCase(Rejected, 0, Rejected)]
    [TestCase(Terminated, -1, Terminated)]
    [TestCase(Terminated, 0, Terminated)]
    public void T29_StatusAt_AroundTheEnd_CountsExpiryAtOnce(ApprovalStatus stored, int milliseconds, ApprovalStatus expected)
    {
        DateTimeOffset now = End.AddMilliseconds(milliseconds);
        ContractRecord contract = Records.Contract() with { Status = stored, ExpiresAt = End };
        AuditRecord audit = Records.Audit() with { Status = stored, ContractExpiresAt = End };

        Assert.That(contract.StatusAt(now), Is.EqualTo(expected));
        Assert.That(contract.IsLive(now), Is.EqualTo(expected == Approved));
        Assert.That(audit.StatusAt(now), Is.EqualTo(expected));
    }

    [Test]
    public void ToString_OfRecords_SaysWhichAndNoSecret()
    {
        ContractRecord contract = Records.Contract() with { AuthCredential = "secret" };
        AuditRecord audit = Records.Audit() with { ApplicationJson = "secret" };

        Assert.That(contract.ToString(), Is.EqualTo("contract c-1 with JG0100001100000000 (Holder, Applied)"));
        Assert.That(audit.ToString(), Is.EqualTo("Dataset audit a-1 with JG0100001100000000 (Holder, Applied)"));
    }
}
