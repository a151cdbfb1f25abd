using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Hosting;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Upkeep;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Node.Tests.Lifecycles;

public sealed class ScheduleTests
{
    private static readonly DateTimeOffset Now = NodeFixture.Start;
    private static readonly TimeSpan FirstInquiry = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LastInquiry = TimeSpan.FromMinutes(10);
    private static readonly Schedule Schedule = new(Options.Create(new InterconnNodeOptions { FirstInquiryDelay = FirstInquiry, MaxInquiryDelay = LastInquiry }));

    [Test]
    public void Plan_APartnersApplication_IsLookedAtIfItsDecisionWasLost()
    {
        Assert.That(Plan(Records.Contract()), Is.EqualTo(Now.AddSeconds(10)));
        Assert.That(Plan(Records.Audit()), Is.EqualTo(Now.AddSeconds(10)));
        Assert.That(Plan(Records.Contract() with { ExpiresAt = Now.AddSeconds(3) }), Is.EqualTo(Now.AddSeconds(3)));
    }

    [Test]
    public void Plan_AnApplicationThatAwaitsAPerson_IsLookedAtWhenItExpires()
    {
        Assert.That(Plan(Records.Contract() with { AwaitsPerson = true }), Is.EqualTo(Records.Contract().ExpiresAt));
        Assert.That(Plan(Records.Audit() with { AwaitsPerson = true }), Is.Null);
    }

    [TestCase(0, 1)]
    [TestCase(1, 2)]
    [TestCase(2, 4)]
    [TestCase(3, 8)]
    [TestCase(4, 10)]
    [TestCase(5000, 10)]
    public void Plan_AnApplicationOfOurs_IsAskedAboutLessAndLessOften(int inquiries, int minutes)
    {
        ContractRecord contract = Records.Contract() with { Role = PartyRole.Applicant, Inquiries = inquiries };
        AuditRecord audit = Records.Audit() with { Role = PartyRole.Applicant, Inquiries = inquiries };

        Assert.That(Plan(contract), Is.EqualTo(Now.AddMinutes(minutes)));
        Assert.That(Plan(audit), Is.EqualTo(Now.AddMinutes(minutes)));
        Assert.That(Plan(contract with { ExpiresAt = Now.AddSeconds(1) }), Is.EqualTo(Now.AddSeconds(1)));
    }

    [Test]
    public void Plan_AnApprovedContract_IsAskedAboutEveryNowAndThenAndLookedAtWhenItExpires([Values] PartyRole role)
    {
        ContractRecord contract = Records.Contract() with { Role = role, Status = ApprovalStatus.Approved, ApprovedAt = Now };
        Assert.That(Plan(contract), Is.EqualTo(Now + LastInquiry));
        Assert.That(Plan(contract with { ExpiresAt = Now.AddMilliseconds(1) }), Is.EqualTo(Now.AddMilliseconds(1)));
    }

    [Test]
    public void Plan_AnApprovedAudit_IsAskedAboutByItsApplicantOnly()
    {
        AuditRecord audit = Records.Audit() with { Status = ApprovalStatus.Approved, ApprovedAt = Now };
        Assert.That(Plan(audit with { Role = PartyRole.Applicant }), Is.EqualTo(Now + LastInquiry));
        Assert.That(Plan(audit), Is.Null);
    }

    [Test]
    public void Plan_AJob_IsNeverAskedAbout([Values(ApprovalStatus.Applied, ApprovalStatus.Approved)] ApprovalStatus status) =>
        Assert.That(Plan(Records.Audit(resource: AuditResource.Job) with { Role = PartyRole.Applicant, Status = status }), Is.Null);

    [Test]
    public void Plan_WhatHasEnded_IsLookedAtWhereSomethingMayHangOnIt([Values(ApprovalStatus.Rejected, ApprovalStatus.Terminated)] ApprovalStatus status)
    {
        Assert.That(Plan(Records.Contract() with { Status = status, DueAt = Now.AddDays(1) }), Is.Null);
        Assert.That(Plan(Records.Contract() with { Status = status, ApprovedAt = Now.AddDays(-1) }), Is.EqualTo(Now));
        Assert.That(Plan(Records.Audit(resource: AuditResource.Project) with { Status = status }), Is.Null);
        Assert.That(Plan(Records.Audit(resource: AuditResource.Project) with { Status = status, ApprovedAt = Now.AddDays(-1) }), Is.EqualTo(Now));
        foreach (AuditResource resource in Enum.GetValues<AuditResource>().Where(resource => resource != AuditResource.Project))
        {
            Assert.That(Plan(Records.Audit(resource: resource) with { Status = status, ApprovedAt = Now.AddDays(-1), DueAt = Now.AddDays(1) }), Is.Null);
        }
    }

    private static DateTimeOffset? Plan(ContractRecord contract) => Schedule.Plan(contract, Now).DueAt;

    private static DateTimeOffset? Plan(AuditRecord audit) => Schedule.Plan(audit, Now).DueAt;
}
