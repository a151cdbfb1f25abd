namespace Interconn.Sdk.Emulators.JkstackDpa;

/// <summary>Why the platform does not do what was asked, in the document's own words.</summary>
/// <param name="Code">The code.</param>
/// <param name="Message">The text.</param>
internal sealed record DpaRefusal(int Code, string Message)
{
    public static DpaRefusal InvalidParameter { get; } = new(400, "参数校验异常");

    public static DpaRefusal CallbackBeyondLoopback { get; } = new(400, "参数校验异常: this emulator sends callbacks to http and https on loopback only");

    public static DpaRefusal AuthenticationFailed { get; } = new(403, "身份验证失败");

    public static DpaRefusal NoSuchPath { get; } = new(404, "请求路径异常");

    public static DpaRefusal NoSuchUser { get; } = new(998, "用户不存在");

    public static DpaRefusal BusinessError { get; } = new(999, "业务逻辑异常");
}
