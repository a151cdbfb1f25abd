using System.Reflection;

namespace Interconn.Sdk.EntityFrameworkCore.Tests.PublicApi;

public sealed class PublicApiTests
{
    private static readonly Assembly Package = typeof(INodeChangeInterceptor<>).Assembly;

    [Test]
    public void PublicApi_IsTheCommittedOne() => Assert.That(PublicSurface.Compare(Package), Is.Null);

    [Test]
    public void Classes_AreSealedStaticOrAbstract() => Assert.That(PublicConventions.OpenClasses(Package), Is.Empty);

    [Test]
    public void Fields_CannotBeChanged() => Assert.That(PublicConventions.MutableFields(Package), Is.Empty);

    [Test]
    public void AsynchronousMethods_TakeATokenAtTheEnd() => Assert.That(PublicConventions.WithoutCancellation(Package), Is.Empty);

    [Test]
    public void AsynchronousMethods_AreNamedSo() => Assert.That(PublicConventions.Misnamed(Package), Is.Empty);
}
