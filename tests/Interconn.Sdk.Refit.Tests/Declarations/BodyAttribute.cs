namespace Refit;

[AttributeUsage(AttributeTargets.Parameter)]
public sealed class BodyAttribute : Attribute;
