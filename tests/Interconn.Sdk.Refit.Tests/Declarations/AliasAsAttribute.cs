namespace Refit;

[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class AliasAsAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
