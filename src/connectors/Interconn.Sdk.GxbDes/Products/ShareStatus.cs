namespace Interconn.Sdk.GxbDes.Products;

/// <summary>In which of its two markets a product is (3.1.8). The numbers are those on the wire.</summary>
public enum ShareStatus
{
    /// <summary>The alliance market, 联盟市场.</summary>
    Alliance = 0,

    /// <summary>The free market, 自由市场.</summary>
    FreeMarket = 1,
}
