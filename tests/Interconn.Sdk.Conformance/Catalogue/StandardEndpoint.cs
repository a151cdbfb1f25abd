namespace Interconn.Sdk.Conformance.Catalogue;

/// <summary>An endpoint as the copy of the standard describes it.</summary>
public sealed record StandardEndpoint(
    string Section,
    string Method,
    string Path,
    bool IsOptional,
    bool IsSignatureExempt,
    bool AnswersData,
    IReadOnlyList<StandardField> Request,
    IReadOnlyList<StandardField> Answer)
{
    public override string ToString() => $"{Section} {Method} {Path}";
}
