namespace Interconn.Sdk.Node.Approvals;

/// <summary>The default: every decision is a person's.</summary>
internal sealed class PersonalApprovalPolicy : IApprovalPolicy;
