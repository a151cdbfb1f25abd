namespace Refit;

/// <summary>What this package uses of Refit, declared as Refit declares it. With -p:UseRefit=true the tests are compiled against Refit's own.</summary>
/// <param name="path">The path.</param>
public abstract class HttpMethodAttribute(string path) : Attribute
{
    public abstract HttpMethod Method { get; }

    public virtual string Path { get; protected set; } = path;
}
