"""What does the site tell everybody to do when somebody may have a stroke?"""

from site_app.regions import emergency_number


def advice() -> str:
    """The standard sentences as Markdown. An article has them from an empty box ``::: 急救``."""
    number = emergency_number()
    return f"""突然出现下面的任何一样，就可能是中风：

- 脸：左右不一样，嘴角歪了。
- 手臂：抬起两条手臂，有一条掉下来。
- 说话：说不清楚。
- 平衡和眼睛：站不稳，看不清。

**有一样，就[马上打{number}](tel:{number})。**

- 记下开始的时间。
- 让病人躺下。
- 不要让病人吃饭、喝水、吃药。
- 自己好了，也要去医院。"""
