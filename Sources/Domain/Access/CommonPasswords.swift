/// What is tried first: frequent passwords, the words and names that people make them of, and those of Chinese offices in pinyin.
/// Folded: small letters. Rows of keys, dates and repeated characters are recognised by rule and need not stand here.
enum CommonPasswords {
    static let text = """
        password passwd passw0rd password1 password12 password123 passwort pass pass123 pass1234 mypassword letmein letmein1 welcome
        welcome1 welcome123 admin admin1 admin12 admin123 admin1234 admin888 admin666 adminadmin administrator administrador root toor
        root123 rootroot guest test test1 test123 test1234 testing tester demo user user123 username login login123 default changeme
        change secret secret123 access master master123 super superman supervisor superuser manager manager123 system sysadmin service
        server oracle mysql postgres postgresql redis tomcat jenkins cisco huawei huawei123 h3c zte inspur lenovo dell thinkpad windows
        microsoft office office365 google baidu alibaba tencent wechat weixin qq qq123 taobao alipay iphone android xiaomi apple samsung
        qwerty qwerty1 qwerty12 qwerty123 qwertyui qwertyuiop qwe qweasd qweasdzxc asdf asdfgh asdf1234 asdfasdf asdasd zxcvbn zxcv1234
        1qaz2wsx 1qaz2wsx3edc 1q2w3e 1q2w3e4r 1q2w3e4r5t qazwsx qazwsxedc zaq12wsx zaq1zaq1 abc abc123 abc1234 abc12345 abcd1234 abcabc
        a123456 a12345678 a123456789 aa123456 aa12345678 a1b2c3 a1b2c3d4 q123456 q1w2e3 q1w2e3r4 w123456 z123456 zz123456 qq123456
        123456a 123456789a 123456aa 123456abc 12345qwert 1234qwer 123qwe 123qweasd 123abc 123123 123321 321321 112233 121212 131313
        123654 123789 142536 147147 147258 147258369 147896325 159357 159753 168168 188188 201314 222222 258258 258369 369258147 456456
        456789 5201314 520520 520131 5211314 1314520 13145200 1314521 7758521 7758258 741852963 789456 789456123 789789 852456 888168
        951753 963852741 987654 987654321 88888888 66666666 11111111 00000000 100200 101010 10086 10010 12306 12315 12345678910 31415926
        iloveyou iloveyou1 ilove loveyou lovely loveme love love123 lover mylove forever always baby babygirl angel sweet honey sunshine
        princess prince queen king rainbow flower butterfly diamond crystal star stars moon sunny summer summer123 spring autumn winter
        january february march april monday tuesday wednesday thursday friday saturday sunday morning today tomorrow
        monkey dragon tiger lion eagle falcon bear wolf shark horse chicken turtle kitty kitten puppy doggy buddy bunny rabbit panda
        football baseball basketball soccer hockey tennis golf golfer chelsea arsenal liverpool manchester barcelona realmadrid juventus
        yankees cowboys lakers raiders steelers packers jordan jordan23 kobe james messi ronaldo batman superman1 spiderman pokemon
        pikachu naruto starwars startrek matrix ninja samurai warrior hunter ranger shadow phantom ghost killer zombie vampire devil
        michael jessica jennifer ashley amanda daniel andrew joshua matthew anthony robert thomas george charlie william richard joseph
        david john johnson smith martin nicole michelle samantha hannah maggie sophie oliver justin taylor jordan1 austin tyler brandon
        computer internet network keyboard program developer hacker hello hello123 helloworld hallo hola freedom liberty peace money
        dollar silver golden gold orange purple yellow green blue black white pepper ginger cookie chocolate banana cherry peach coffee
        cheese butter sugar mustang ferrari porsche mercedes toyota honda harley corvette camaro yamaha suzuki nissan trustno1 whatever
        nothing something anything lucky lucky8 happy happy123 smile dream dreams hope faith family friend friends together heart
        thunder lightning storm fire phoenix galaxy planet earth ocean river mountain forest garden island paradise heaven
        fuckyou asshole sexy biteme fuckme hottie cutie pretty beautiful handsome cool great good best number one first last
        qazwsx123 asd123 asd123456 zxc123 zxc123456 qwe123456 abc123456 abcd123 abcd12345 aaa111 aaa123 aaa123456 aaaa1111 a1a1a1 aini1314
        woaini woaini1314 woaini520 woaini521 woaini123 woaini5201314 aini aiwojia woaiwojia woaiwoziji woaizhongguo wodemima woshishui
        mima mima123 mima123456 kouling denglu zhanghao yonghu guanli guanliyuan xitong ceshi moren mingtang tianxia
        nihao nihaoma woaibaobao laopo laogong baobao baobei qinai qinaide xiaobao dabao gege jiejie didi meimei mama baba mami papa
        yeye nainai erzi nver jiating xingfu kuaile pingan jiankang shunli facai gongxi gongxifacai shengri shengrikuaile xinnian
        xinniankuaile chunjie zhongqiu guoqing yuandan wanshiruyi dajidali wudi wangzhe shuaige meinv xiaoming xiaohong xiaoqiang
        xiaolong xiaoli xiaoyu xiaoxiao tiankong haiyang taiyang yueliang xingxing fengyun longteng huwei
        zhongguo zhonghua china china123 beijing shanghai tianjin chongqing guangdong guangzhou shenzhen hangzhou zhejiang jiangsu
        nanjing suzhou shandong jinan qingdao henan zhengzhou hebei shijiazhuang shanxi taiyuan shaanxi xian hubei wuhan hunan changsha
        sichuan chengdu guizhou guiyang yunnan kunming guangxi nanning fujian fuzhou xiamen anhui hefei jiangxi nanchang liaoning
        shenyang dalian jilin changchun heilongjiang haerbin neimenggu huhehaote ningxia yinchuan gansu lanzhou qinghai xining xinjiang
        wulumuqi xizang lasa hainan haikou sanya taiwan xianggang aomen
        zhengfu zhengwu zhengwugongkai zwgk zfxxgk xxgk gongkai gongkaiban xinxigongkai xinxi zhengfuxinxi zhengfuban zhengfuwang
        renmin renminzhengfu weirenminfuwu fuwu bangongshi bangong wangzhan menhu houtai bianji shenhe qianfa baomi shencha fabu
        fagaiju caizhengju jiaoyuju gonganju minzhengju sifaju renshe rensheju ziranziyuan zhujianju jiaotongju shuiliju nongyeju
        weijianwei yingji yingjiju shichangjianguan tongjiju yibaoju xinfangju xingzheng shenpi xianzhang shizhang xianwei xianzhengfu
        xianzheng zhenzhengfu xiangzhengfu jiedao shequ cunwei zuzhibu xuanchuanbu dangban dangwei dangjian gongchandang
        wangwei wangfang wangli wangjing wangjun wangyang wangjie wangtao wangpeng liwei lina lijing lijie liming liqiang lilei hanmeimei
        zhangwei zhangmin zhangjing zhangli zhanglei zhangtao zhangyan zhangsan lisi wangwu zhaoliu liuwei liujie liuyang liutao chenwei
        chenjie chenjing chenchen yangyang yangli huangwei zhaowei zhoujie wuwei xuwei sunwei majun zhujun huwei guojing linlin helei gaojie
        wang zhang chen yang huang zhao zhou jiang zheng liang song tang deng feng peng zeng xiao tian dong yuan
        gov govcn gongwuyuan guojia guowuyuan anquan wangan dengbao sanyuan ceping jiancha shenji jiwei fating jianchayuan
        public publicity county county123 unit clerk editor reviewer signer auditor security audit portal website cms webmaster
        p@ssw0rd p@ssword pa55word pa$$word passw0rd123 admin@123 admin123456 root@123 abc@123 abc123!@# qwer1234 qwert qwert123 test@123
        huawei@123 huawei12#$ admin!@# admin123!@# changeme123 temp temp123 temporary newpassword newpass nopassword none null blank
        correcthorsebatterystaple thequickbrownfox letmeinplease iamtheboss donttellanyone opensesame zhimakaimen tianwangdi
        """
}
