using Interconn.Sdk.Audits;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Tests.Nodes;

public sealed class ContractConfirmationTests
{
    private static readonly ContractConfirmation Approval = new()
    {
        ContractId = "contract-1",
        Status = ApprovalDecision.Approved,
        AuthType = "SHA256_RSA",
        AuthCredential = "s3cret",
        ExpiredTime = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero),
    };

    [Test]
    public void Check_WholeApproval_Holds() => Assert.That(() => Check(Approval), Throws.Nothing);

    [Test]
    public void Check_RejectionWithIdOnly_Holds() =>
        Assert.That(() => Check(new() { ContractId = "contract-1", Status = ApprovalDecision.Rejected }), Throws.Nothing);

    [Test]
    public void Check_ApprovalThatLacksFields_NamesTheFirst()
    {
        AssertNames("auth_credential", Approval with { AuthCredential = null, AuthType = null, ExpiredTime = null });
        AssertNames("auth_type", Approval with { AuthType = null, ExpiredTime = null });
        AssertNames("expired_time", Approval with { ExpiredTime = null });
    }

    [Test]
    public void ToString_OfWhatBringsACredential_LeavesItOut()
    {
        var application = new ContractApplication
        {
            NodeId = "n-1",
            Name = "name",
            Address = "https://n-1",
            InstId = "i",
            Institution = "inst",
            System = "s",
            SystemVersion = "1",
            AuthType = "SHA256_RSA",
            AuthCredential = "s3cret",
        };
        var update = new NodeUpdate
        {
            ContractId = "contract-1",
            Name = "name",
            Address = "https://n-1",
            InstId = "i",
            Institution = "inst",
            System = "s",
            SystemVersion = "1",
            AuthType = "SHA256_RSA",
            AuthCredential = "s3cret",
        };
        Assert.That(Approval.ToString(), Does.Contain("contract-1").And.Not.Contain("s3cret"));
        Assert.That(application.ToString(), Does.Contain("n-1").And.Not.Contain("s3cret"));
        Assert.That(update.ToString(), Does.Contain("contract-1").And.Not.Contain("s3cret"));
    }

    private static void Check(ContractConfirmation confirmation) => ((IFieldRules)confirmation).Check();

    private static void AssertNames(string field, ContractConfirmation confirmation)
    {
        InterconnException? refusal = Assert.Throws<InterconnException>(() => Check(confirmation));
        Assert.That(refusal.Code, Is.EqualTo(40004));
        Assert.That(refusal.Field, Is.EqualTo(field));
    }
}
